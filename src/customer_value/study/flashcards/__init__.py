"""Flashcards: terms and missed questions, each asked again when it is about to be forgotten."""
