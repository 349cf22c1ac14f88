"""The widget that shows a quiz or a guess: it passes messages on, and leaves a readable copy in the notebook.

The script and the stylesheet travel once per kernel, in a widget of their own (`_Script`); each quiz carries only the
line that fetches them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import anywidget
import traitlets

from customer_value.assessment import incoming
from customer_value.assessment.messages import catalogue, language, say
from customer_value.assessment.script import said, script, shared_by, style

if TYPE_CHECKING:
    from collections.abc import Mapping

_VIEW = "application/vnd.jupyter.widget-view+json"


class InProgress(Protocol):
    """What the widget shows: a quiz or a guess in progress."""

    def view(self) -> dict[str, Any]:
        """Return all that the browser draws."""

    def receive(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do what the browser reports; return what it is to get besides the view, if anything."""

    def html(self) -> str:
        """Return a readable copy for places without a kernel."""

    def text(self) -> str:
        """Return a copy in plain text: the same for the same content."""


class _Script(anywidget.AnyWidget):
    """The script, the stylesheet and the texts of a language, once per kernel for all quizzes."""

    _esm: ClassVar[str] = script()
    _css: ClassVar[str] = style()
    texts = traitlets.Dict().tag(sync=True)


class _AssignmentScript(_Script):
    """The same for assignments, which have more to draw."""

    _esm: ClassVar[str] = script("assignment")
    _css: ClassVar[str] = style("assignment")


_SCRIPTS = {"quiz": _Script, "assignment": _AssignmentScript}


@cache
def _script(kind: str, language: str) -> _Script:
    return _SCRIPTS[kind](texts=said(catalogue(language), kind))


class QuizWidget(anywidget.AnyWidget):
    """A quiz or a guess in a notebook."""

    _esm = """
    export default {
      async render({ model, el, host }) {
        const shared = await host.getWidget(model.get("script"));
        return shared.exports.render({ model, el });
      },
    };
    """
    script = anywidget.WidgetTrait().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, session: InProgress) -> None:
        state = session.view()
        super().__init__(script=_script(shared_by(state["kind"]), language()), state=state)
        self._session = session
        self.on_msg(self._on_message)

    def __repr__(self) -> str:
        """Return the plain text; it has no address in it, so that stored outputs can be compared."""
        return self._session.text()

    def _on_message(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        try:
            reply = self._session.receive(message)
            view = self._session.view() if reply is None else {}
        except Exception as error:
            fault = say("fault", error=f"{type(error).__name__}: {error}")
            token = incoming.message(message).get("token", "")
            self.state = {**self.state, "notice": fault, "reply": str(token)}
            raise
        if reply is not None:
            self.send(reply)  # not in the state, which is sent anew with each change, and may be saved
            return
        self.state = view

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {_VIEW: view, "text/html": self._session.html(), "text/plain": self._session.text()}, {}
