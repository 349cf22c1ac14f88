"""Stores' earnings, market orientation, rivals and the calendar."""
