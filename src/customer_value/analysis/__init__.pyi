from . import btyd, lifetime

__all__ = ["btyd", "lifetime"]
