"""Seal what students hand in, so that the instructor alone can read it (libsodium's sealed boxes, by PyNaCl).

A sealed box hides the answers and shows whether a byte was changed; it does not say who sealed it. That is what the
token in each student's bundle is for.
"""

from __future__ import annotations

import base64
import binascii
from typing import NamedTuple

from customer_value.errors import DataError

_LENGTH = 32  # bytes of an X25519 key


class Keys(NamedTuple):
    """A pair of keys, each as text: `private` opens what `public` seals."""

    private: str
    public: str


def new_keys() -> Keys:
    """Draw a new pair of keys."""
    from nacl.public import PrivateKey

    private = PrivateKey.generate()
    return Keys(_text(bytes(private)), _text(bytes(private.public_key)))


def public_of(private: str) -> str:
    """Return the public key that belongs to a private one."""
    from nacl.public import PrivateKey

    return _text(bytes(PrivateKey(_bytes(private)).public_key))


def seal(content: bytes, public: str) -> bytes:
    """Seal some bytes for whoever has the private key.

    Examples
    --------
    >>> keys = new_keys()
    >>> unseal(seal(b"3 of 4", keys.public), keys.private)
    b'3 of 4'
    """
    from nacl.public import PublicKey, SealedBox

    return SealedBox(PublicKey(_bytes(public))).encrypt(content)


def unseal(sealed: bytes, private: str) -> bytes:
    """Open what was sealed.

    Raises
    ------
    DataError
        If it was sealed for another key, is cut off, or was changed by a single bit.
    """
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        return SealedBox(PrivateKey(_bytes(private))).decrypt(sealed)
    except CryptoError:
        raise DataError("the seal does not open: sealed for another assignment, cut off, or changed") from None


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _bytes(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _LENGTH:
        raise DataError("this is no key of an assignment; take the one from the backup of its folder")
    return key
