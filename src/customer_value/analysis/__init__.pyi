from . import btyd, lifetime, orientation

__all__ = ["btyd", "lifetime", "orientation"]
