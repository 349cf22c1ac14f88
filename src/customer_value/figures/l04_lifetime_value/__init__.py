"""The figures of lesson 4: what a customer is worth, how long one stays, and how well both are predicted."""
