"""Customers, what drives them, and what they buy."""
