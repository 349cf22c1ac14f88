"""Assignments: made for a class, answered by students, handed in sealed."""
