"""The explorable of the capstone: where a year's money goes, and what it changes."""
