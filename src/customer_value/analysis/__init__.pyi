from . import btyd, cycle, lifetime, needs, orientation, segments

__all__ = ["btyd", "cycle", "lifetime", "needs", "orientation", "segments"]
