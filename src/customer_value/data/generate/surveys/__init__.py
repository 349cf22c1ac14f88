"""Surveys of autumn 2025: who answers, what they need, like, choose, and spend elsewhere."""
