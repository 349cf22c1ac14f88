"""The rules of good questions that a program can check, one module per kind of part."""
