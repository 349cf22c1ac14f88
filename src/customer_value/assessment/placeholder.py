"""`____`: stands where a learner has still to write, and lets the rest of a notebook run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "____"


class Placeholder:
    """Whatever is done with it, it stays what it is, so that `sales = price * ____` runs and counts as not tried."""

    __slots__ = ()
    __array_ufunc__ = None  # NumPy and pandas leave sums with it to it
    __pandas_priority__ = 10_000

    def __repr__(self) -> str:
        return TEXT

    def _stay(self, *_: object, **__: object) -> Placeholder:
        return self

    __call__ = __getitem__ = __neg__ = __pos__ = __abs__ = __invert__ = _stay
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _stay
    __and__ = __rand__ = __or__ = __ror__ = _stay
    __lt__ = __le__ = __gt__ = __ge__ = _stay
    __pow__ = __rpow__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __matmul__ = __rmatmul__ = _stay

    def __iter__(self) -> Iterator[Placeholder]:
        """Give one item, itself: by its `__getitem__` alone `sum(____)` would never end."""
        yield self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # displays and NumPy ask for these; it has none
            raise AttributeError(name)
        return self


PLACEHOLDER = Placeholder()


def is_blank(answer: object) -> bool:
    """Tell whether an answer has not been written yet: None, `...`, `____`, or text without a character."""
    if answer is None or answer is ... or type(answer) is Placeholder:
        return True
    return type(answer) is str and answer.strip() in {"", TEXT}


def offer() -> None:
    """Make `____` a name in the learner's notebook, if there is one and the name is free."""
    import sys

    if "IPython" not in sys.modules:
        return
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.user_ns.setdefault(TEXT, PLACEHOLDER)
