from . import btyd, lifetime, needs, orientation

__all__ = ["btyd", "lifetime", "needs", "orientation"]
