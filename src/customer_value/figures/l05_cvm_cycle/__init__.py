"""Figures of lesson 5: right customers, right contacts, and what they cause."""
