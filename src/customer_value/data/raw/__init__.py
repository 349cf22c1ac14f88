"""The raw edition: the same books with fourteen coded flaws, as an export from a real shop would have them."""
