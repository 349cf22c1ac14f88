"""Item, revision and seed make the same version in another process, with other hashes, locale, zone and folder."""

from __future__ import annotations

import json
import locale
import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import msgspec

from customer_value.assessment import bank, variants
from customer_value.facts import of as facts_of

LEARNER = 1
ASK = "import sys; sys.path.insert(0, {folder!r}); import {module} as m; m.tell()"


def tell() -> None:
    """Print a digest of every version, in the locale of the environment; called in another process."""
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        locale.setlocale(locale.LC_ALL, "C")  # this machine has no other
    print(json.dumps(digests()))


def digests() -> dict[str, str]:
    """Return a digest of each item's first versions, by bank, item and revision."""
    found = {}
    for path in bank.files():
        for question in bank.read(path).questions:
            made = [variants.make(question, seed, facts_of(LEARNER)) for seed in range(10)]
            assert {each.revision for each in made} == {variants.revision(question)}
            content = msgspec.json.encode(made, order="sorted")
            found[f"{path.stem} {question.id} {made[0].revision}"] = blake2b(content).hexdigest()
    return found


def test_a_version_is_the_same_elsewhere(tmp_path: Path) -> None:
    here = digests()
    assert len(here) >= 60
    ask = ASK.format(folder=str(Path(__file__).parent), module=Path(__file__).stem)
    other = {"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "CVM_LANGUAGE": "de"}
    done = subprocess.run(
        [sys.executable, "-c", ask], check=True, cwd=tmp_path, capture_output=True, env={**os.environ, **other}
    )
    assert json.loads(done.stdout) == here
