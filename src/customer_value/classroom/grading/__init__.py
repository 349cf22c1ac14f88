"""From files that students hand in to scores: taken in, graded, marked, written down, handed back."""
