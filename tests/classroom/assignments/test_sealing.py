"""A sealed box opens with its own key alone, and with every byte in its place."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.classroom.assignments.sealing import new_keys, public_of, seal, unseal
from customer_value.errors import DataError

KEYS = new_keys()


@given(st.binary(max_size=500))
def test_what_is_sealed_opens_and_differs_each_time(content: bytes) -> None:
    box = seal(content, KEYS.public)
    assert unseal(box, KEYS.private) == content
    assert seal(content, KEYS.public) != box
    assert len(content) < 8 or content not in box


@given(st.data())
def test_a_changed_bit_a_cut_and_another_key_open_nothing(data: st.DataObject) -> None:
    box = seal(b"3 of 4", KEYS.public)
    place = data.draw(st.integers(0, len(box) * 8 - 1))
    changed = bytearray(box)
    changed[place // 8] ^= 1 << place % 8
    cut = box[: data.draw(st.integers(0, len(box) - 1))]
    for odd, key in ((bytes(changed), KEYS.private), (cut, KEYS.private), (box, new_keys().private)):
        with pytest.raises(DataError, match="the seal does not open"):
            unseal(odd, key)


@pytest.mark.parametrize("text", ["", "x", "ä", "AAAA", *(base64.b64encode(b"x" * size).decode() for size in (31, 33))])
def test_what_is_no_key(text: str) -> None:
    for use in (lambda: public_of(text), lambda: seal(b"", text), lambda: unseal(b"", text)):
        with pytest.raises(DataError, match="this is no key of an assignment"):
            use()
