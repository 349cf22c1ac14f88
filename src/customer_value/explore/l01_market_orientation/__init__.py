"""The explorables of lesson 1: what the length of a scale buys, and whom and what one compares."""
