"""The capstone: a year at Larkspur to plan, to play and to hand in.

`game` plays the year on the hidden truth, `cells` tells customers apart by what the shop sees, `memo` lays the
one-page memo's template into the learner's folder, and `grade` scores a plan that was handed in as a file.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
