"""The explorables of lesson 3: what the best fifth brings, and what a second channel seems to add."""
