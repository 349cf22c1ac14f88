"""`python -m customer_value.cli` does what `cvm` does."""

from customer_value.cli import main

if __name__ == "__main__":
    main(prog_name="cvm")
