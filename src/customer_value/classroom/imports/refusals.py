"""Why a question is not read."""


class NotReadError(ValueError):
    """A question that no type of a bank can hold; the message says why."""
