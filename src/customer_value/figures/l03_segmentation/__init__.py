"""Figures of lesson 3: who holds the money, who could bring more, and how well a model finds them."""
