"""The room analysis: what a customer-base analyst computes; plain functions, one module per lesson."""

import lazy_loader as _lazy

# Without this, `from .analysis import lifetime` in the package's stub would find no such attribute.
__getattr__, __dir__, __all__ = _lazy.attach(__name__, submodules=["btyd", "lifetime"])
