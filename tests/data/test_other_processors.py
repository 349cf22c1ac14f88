"""The same rows on a processor without AVX-512 and AVX2, whose log, exp and power differ in their last bits."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

CODE = """
import hashlib, json, sys
import numpy as np
from customer_value.data.arrow import content_hash
from customer_value.data.generate.books import make_books
from customer_value.data.generate.config import Config
x = np.random.default_rng(1).standard_normal((300, 300))
bits = [hashlib.sha256(f(x).tobytes()).hexdigest() for f in (np.exp, lambda x: x @ x)]
bits.append(hashlib.sha256(np.random.default_rng(1).standard_gamma(0.3, 9_000).tobytes()).hexdigest())
books = make_books(Config(seed=1, customers=int(sys.argv[1])))
print(json.dumps([bits, {name: content_hash(raw) for name, raw in books.items()}]))
"""
# numpy's own kernels, the matrix products of OpenBLAS, and the C library's log and exp, which draw gamma numbers.
OLD_PROCESSOR = {
    "NPY_DISABLE_CPU_FEATURES": " ".join(name for name in __cpu_dispatch__ if __cpu_features__[name]),
    "OPENBLAS_CORETYPE": "Nehalem",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX2_Usable,-FMA_Usable",
}


def run(customers: int, **environment: str) -> tuple[list[str], dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(customers)],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    bits, hashes = json.loads(done.stdout)
    return bits, hashes


@pytest.mark.skipif(not OLD_PROCESSOR["NPY_DISABLE_CPU_FEATURES"], reason="this processor has nothing to switch off")
@pytest.mark.parametrize("customers", [5_000, pytest.param(50_000, marks=pytest.mark.all)])
def test_an_old_processor_makes_the_same_rows(customers: int) -> None:
    bits, hashes = run(customers)
    old_bits, old_hashes = run(customers, **OLD_PROCESSOR)
    assert bits[0] != old_bits[0], "nothing was switched off"
    assert old_hashes == hashes
