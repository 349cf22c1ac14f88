"""`python -m customer_value.audit.ship` writes datasets/ again, with all facts in the data card."""

from __future__ import annotations

from customer_value.course import folder
from customer_value.data.generate import write

from .model_gates import ALL_GATES

if __name__ == "__main__":
    write.write_datasets(folder("datasets"), ALL_GATES)
