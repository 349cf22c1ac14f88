"""Files of the capstone among the submissions: plans and memos, known by what they hold."""

from __future__ import annotations

PLAN_FORMAT = b'"customer-value plan '
_MEMO = (b"## What we recommend", b"## How we will know")


def known(data: bytes) -> str:
    """Return "plan" or "memo", or "" for what is neither.

    Examples
    --------
    >>> known(b'{"format": "customer-value plan 1"}'), known(b"dear all")
    ('plan', '')
    """
    if PLAN_FORMAT in data[:2000] and data.lstrip().startswith(b"{"):
        return "plan"
    return "memo" if all(each in data for each in _MEMO) else ""
