"""What questions have in common that show texts in a list: options to choose from, things to put into order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from customer_value.assessment.markdown import to_html
from customer_value.assessment.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from customer_value.assessment.variants import Variant


class Listed(Question, frozen=True, kw_only=True):
    """The version's options, in the order in which they are shown."""

    def parts(self, variant: Variant) -> dict[str, Any]:
        return {"options": [variant.options[place] for place in variant.order]}

    @classmethod
    def drawn(cls, parts: Mapping[str, Any]) -> dict[str, Any]:
        return {"options": [to_html(each) for each in parts["options"]]}
