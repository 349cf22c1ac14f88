"""`python -m customer_value.data.generate` writes datasets/ again."""

from __future__ import annotations

from customer_value.course import folder

from .write import write_datasets

if __name__ == "__main__":
    write_datasets(folder("datasets"))
