"""The room explore: drawing functions become explorable charts, and the explorables of each lesson."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
