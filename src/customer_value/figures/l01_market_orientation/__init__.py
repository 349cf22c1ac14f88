"""Figures of lesson 1: how market-oriented the stores are, what that earns, and the rivals."""
