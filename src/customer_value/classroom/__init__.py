"""The room classroom: what an instructor does with the course."""
