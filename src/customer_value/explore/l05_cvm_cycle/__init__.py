"""The explorables of lesson 5: whom a letter should reach, and how many contacts a month are good."""
