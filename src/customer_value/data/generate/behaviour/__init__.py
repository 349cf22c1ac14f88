"""What customers do besides buying: wallets, the loyalty card, visits, service cases."""
