"""Figures of lesson 2: what customers need, by what they say, choose and rate."""
