"""Explorables of lesson 2: what pooling does to a Kano letter, and what the levels of a study do to importance."""
