"""Whether the books are right, and whether an estimate is: what needs books, hidden truth and methods together."""
