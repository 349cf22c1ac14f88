"""Figures of the capstone: what a plan brings, whom its lists find, and what the rules of thumb would have brought."""
