"""Customer Value: the helper library of a course on customer value management.

`import customer_value as cv`, then `cv.load("orders")`, `cv.lifetime`, `cv.explore`, `cv.quiz("04")`. Everything is
loaded when it is first used; the names are listed, with their types, in `__init__.pyi`.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
