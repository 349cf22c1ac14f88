"""The room explore: drawing functions become explorable charts, and the explorables of each lesson."""
