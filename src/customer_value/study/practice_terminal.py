"""Practice in a terminal: the same session as in a notebook, with typed answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from customer_value.assessment.item import TRIES_BEFORE_SOLUTION, solution
from customer_value.assessment.markdown import to_speech
from customer_value.assessment.messages import say
from customer_value.assessment.note import Note
from customer_value.study.typed import fits, lines, prompts, to_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from customer_value.assessment.item import Item
    from customer_value.assessment.session import Session
    from customer_value.study.console import Console

HINT, SOLUTION, END = "h", "s", "q"
_COLOURS = {"correct": "green", "partial": "yellow", "wrong": "red"}


def run(asked: Session | Note, console: Console) -> None:
    """Ask one question after the other; then say how it went and what is left for JupyterLab."""
    if isinstance(asked, Note):
        console.tell(repr(asked))
        return
    here = [key for key, each in asked.items.items() if fits(each.question)]
    console.title(asked.title)
    if here:
        console.say(say("practice_keys"))
    try:
        stopped = not all(_Asked(asked, key, console).go(number, len(here)) for number, key in enumerate(here, 1))
    except click.Abort:  # Ctrl+C, or the end of what is typed
        console.tell("")
        stopped = True
    if stopped:
        console.say(say("practice_stopped"))
    _end(asked, here, console)


def _end(asked: Session, here: Sequence[str], console: Console) -> None:
    view = asked.view()
    if any(asked.items[key].tries for key in here):
        console.tell("")
        console.say(view["result"]["sentence"])
    elsewhere = [key for key in asked.items if key not in here]
    if elsewhere:
        console.tell("")
        console.say(say("practice_elsewhere", count=len(elsewhere)))
        console.tell(f"  cv.practice({json.dumps(elsewhere)})")
    console.say(view["notice"])


@dataclass(frozen=True)
class _Asked:
    """One question of a session, on a console."""

    session: Session
    key: str
    console: Console

    @property
    def item(self) -> Item:
        return self.session.items[self.key]

    def go(self, number: int, count: int) -> bool:
        """Ask until the question is closed or left; return whether the learner goes on."""
        self.console.tell("")
        self.console.title(say("position", n=number, all=count))
        self.show()
        while not self.item.closed:
            typed = self.typed()
            if typed in ([""], [END]):
                return typed != [END]
            if typed == [HINT]:
                self.hint()
            elif typed == [SOLUTION]:
                self.solution()
            else:
                self.check(typed)
        return True

    def show(self) -> None:
        for each in wrap(self.item.why, self.console.width):
            self.console.tell(click.style(each, italic=True))
        self.console.tell("")
        self.console.say(*map(to_speech, self.item.variant.stem.splitlines()))
        for each in lines(self.item):
            self.console.say(each, indent=2)

    def typed(self) -> list[str]:
        """Return what is typed for each prompt, or a command alone; "" leaves the question."""
        typed: list[str] = []
        for each in prompts(self.item):
            typed.append(self.console.ask(each).strip())
            if typed[-1] in ("", HINT, SOLUTION, END):
                return [typed[-1]]
        return typed

    def check(self, typed: Sequence[str]) -> None:
        answer = to_screen(self.item, typed)
        if answer is None:
            self.console.say(say("type_unclear"))
            return
        self.session.receive({"do": "check", "item": self.key, "answer": answer})
        outcome = self.item.outcome
        if outcome is None or outcome.status == "not_attempted":
            self.console.say(say("type_unclear"))
            return
        self.console.tell(click.style(say(f"word_{outcome.status}"), fg=_COLOURS.get(outcome.status), bold=True))
        self.console.say(*map(to_speech, outcome.feedback), self.session.unsaved(self.key))
        if not self.item.closed:
            self.console.say(say("practice_again_or_next"))

    def hint(self) -> None:
        before = self.item.hints
        self.session.receive({"do": "hint", "item": self.key})
        new = self.item.variant.hints[before : self.item.hints]
        self.console.say(*map(to_speech, new or [say("type_no_hint")]))

    def solution(self) -> None:
        if self.item.tries < TRIES_BEFORE_SOLUTION:
            self.console.say(say("type_no_solution"))
            return
        self.session.receive({"do": "solution", "item": self.key})
        self.console.say(*map(to_speech, solution(self.item.question, self.item.variant).splitlines()))
