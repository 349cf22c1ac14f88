"""Flashcards in a terminal: Enter turns a card over, a digit rates it, q stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from customer_value.assessment.messages import say
from customer_value.study.flashcards.schedule import RATINGS

if TYPE_CHECKING:
    from customer_value.assessment.reviews import Rating
    from customer_value.study.console import Console
    from customer_value.study.flashcards.card import Flashcard
    from customer_value.study.flashcards.session import Session

STOP = "q"


def run(session: Session, console: Console) -> None:
    """Show one card after the other until all are done, or the learner stops."""
    console.title(say("cards_title"))
    console.say(session.notice)
    try:
        while session.current is not None and _one(session, session.current, console):
            pass
    except click.Abort:  # Ctrl+C, or the end of what is typed
        console.tell("")
    if session.current is not None and not session.unsaved:
        console.say(say("card_stopped"))
    console.say(session.sentence())


def _one(session: Session, card: Flashcard, console: Console) -> bool:
    """Ask one card; return whether to go on."""
    console.tell("")
    console.say(f"{card.about} · {session.sentence()}")
    console.say(*card.front().lines, indent=2)
    if console.ask(say("card_turn")).strip().lower() == STOP:
        return False
    session.show()
    console.say(*card.back().lines, indent=2)
    rating = _rating(session, console)
    if rating is None:
        return False
    session.rate(rating)
    if session.unsaved:
        console.say(f"{say('card_unsaved')}: {session.unsaved}")
    return True


def _rating(session: Session, console: Console) -> Rating | None:
    """Return the rating that the learner types; None to stop."""
    by_digit = {str(digit): rating for digit, rating in enumerate(RATINGS, 1)}
    named = [f"{digit} {say(f'card_{each}')} ({session.again_in(each)})" for digit, each in by_digit.items()]
    while (typed := console.ask(say("card_choose", choices="  ".join(named))).strip().lower()) != STOP:
        if typed in by_digit:
            return by_digit[typed]
        console.say(say("card_unknown"))
    return None
