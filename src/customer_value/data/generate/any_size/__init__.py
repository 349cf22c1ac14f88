"""Books of any size, in files: block by block, by any number of workers, resumed where they stopped."""

from .making import ALL_TABLES, MANIFEST, RECORDS, Plan, finish, make, plan, write_block

__all__ = ["ALL_TABLES", "MANIFEST", "RECORDS", "Plan", "finish", "make", "plan", "write_block"]
