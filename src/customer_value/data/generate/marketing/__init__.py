"""Campaigns, contacts and coupons, and the orders that they cause."""
