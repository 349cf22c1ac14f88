from . import btyd, lifetime, needs, orientation, segments

__all__ = ["btyd", "lifetime", "needs", "orientation", "segments"]
