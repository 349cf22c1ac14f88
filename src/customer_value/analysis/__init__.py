"""The room analysis: what a customer-base analyst computes; plain functions, one module per lesson."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
