"""The room figures: the theme and the static figures of each lesson, with their alt text."""
