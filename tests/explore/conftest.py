"""An explorable without a browser: what Python sends when the browser asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from customer_value.explore import Explorable


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[dict[str, Any], list[bytes]]]:
    """Return a function: ask an explorable for a setting (the others as at the start), get the message sent back."""

    def asked(explorable: Explorable, scale: float = 1, **settings: object) -> tuple[dict[str, Any], list[bytes]]:
        sent: list[tuple[dict[str, Any], list[bytes]]] = []
        monkeypatch.setattr(explorable, "send", lambda content, buffers=(): sent.append((content, list(buffers))))
        start = {each["name"]: each["start"] for each in explorable._chart["controls"]}
        message = {"id": 7, "settings": start | settings, "scale": scale}
        explorable._handle_custom_msg(message, [])
        (answer,) = sent
        assert answer[0]["id"] == 7
        return answer

    return asked
