"""Files that are there whole or not at all: whoever is stopped, or fills the disk, leaves the file of before."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a name beside a file to write to; at the end it becomes the file, after a fault it is gone.

    Raises
    ------
    OSError
        If the file cannot be written or replaced.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "table.csv"
    >>> with whole(file) as part:
    ...     _ = part.write_text("a,b")
    >>> [each.name for each in file.parent.iterdir()]
    ['table.csv']
    """
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
