"""GIFT as people write it by hand: each kind becomes the type of a bank that is like it."""

from __future__ import annotations

import pytest

HAND_WRITTEN = r"""// A file as in Moodle's documentation.
$CATEGORY: $course$/top/History

// question: 1 [id:04.Q17] [tag:04.O2] [tag:apply] [tag:tombs]
::Grant's tomb::Who is buried in Grant's tomb?{
=Grant#Right \= so it is.
~No one#That was true for 12 years\: then he came.
~%50%Grant and \{his\} wife#They are above ground.
####Built in 1897.
}

Which two are primes? {~%50%2 ~%50%3 ~%-100%4#Two times two. ~%-100%6}

The sun rises in the {~west#It sets there. =east} each morning.

Two plus two equals {=four =%100%for =%25%fuor#Nearly. =%0%five#One too many.}.

::T::[markdown]*All* men are mortal.{TRUE#Think of Socrates.#So it is.}

When was Ulysses S. Grant born? {#=1822:0 #Yes. =%50%1822:2#Near. =%0%1922:0#A century late.}

What is $\\pi$ to 3 places? {#3.141..3.142}

Match them. {=cat -> cat food =dog -> dog food = -> bird food}

[html]<p>Say <i>why</i>.</p>{}
"""


def test_each_kind_becomes_the_type_that_is_like_it(bring) -> None:
    brought, items = bring(HAND_WRITTEN)
    assert brought.unread == []
    kinds = ["single", "multiple", "single", "cloze", "true_false", "numeric", "numeric", "match", "short"]
    assert [each.__struct_config__.tag for each in items] == kinds
    tomb, primes, sun, plus, mortal, born, circle, pets, why = items
    assert (tomb.id, tomb.objective, tomb.bloom, tomb.tags) == ("04.Q17", "04.O2", "apply", ("tombs",))
    assert [each.correct for each in tomb.options] == [True, False, False]
    assert tomb.options[1].says == "That was true for 12 years: then he came."
    assert tomb.options[2].text == "Grant and {his} wife"
    assert tomb.feedback == "Right = so it is.\n\nBuilt in 1897."
    assert [each.correct for each in primes.options] == [True, True, False, False]
    assert sun.stem == "The sun rises in the … each morning."
    gap = plus.gaps["answer"]
    assert (plus.text, gap.accept, [each.text for each in gap.mistakes]) == (
        "[[answer]]",
        ("four", "for"),
        ["fuor", "five"],
    )
    assert (mortal.stem, mortal.answer, mortal.says, mortal.feedback) == (
        "*All* men are mortal.", True, "Think of Socrates.", "So it is."
    )  # fmt: skip
    assert (born.answer, born.mistakes[0].value, born.feedback) == (1822, 1922, "Yes.")
    assert (circle.answer, circle.tolerance.absolute) == (pytest.approx(3.1415), pytest.approx(0.0005))
    assert ([(each.text, each.match) for each in pets.pairs], pets.others) == (
        [("cat", "cat food"), ("dog", "dog food")], ("bird food",)
    )  # fmt: skip
    assert why.stem == "Say *why*."


def test_what_lacks_is_marked_and_what_is_lost_is_named(bring) -> None:
    brought, items = bring(HAND_WRITTEN)
    assert dict(brought.lost)["04.Q17"] == "that “Grant and {his} wife” is worth 50 %: here it is wrong"
    assert "that “1822.0” is worth 50 %: here it is wrong" in [why for _, why in brought.lost]
    assert brought.to_fill["objective"] == brought.to_fill["bloom"] == len(items) - 1
    assert brought.text.count("# TO FILL IN") == sum(brought.to_fill.values())
    assert "  # line 5: Grant's tomb\n  - id: 04.Q17\n" in brought.text
    assert items[1].id == "04.Q901"


def test_worth_that_a_bank_does_not_know_is_named(bring) -> None:
    brought, _ = bring("Which? {~%75%a#Yes ~%25%b ~c}\n\nWhich? {=a ~%-50%b}")
    assert [why for _, why in brought.lost] == [
        "what is told of “a” when it is ticked, as it is right",
        "that its right options are worth different shares",
        "that “b” is worth -50 %: here it is wrong",
    ]


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("Just a description.", "it is a description, with no place for an answer"),
        ("Never closed {=a ~b", "the brace of its answers is not closed"),
        ("Two {=a ~b} pairs {=c ~d}", "it has more than one pair of braces; those of the text need a backslash"),
        ("No key {~a ~b}", "none of its options is right"),
        ("Two keys {=a =b ~c}", "2 of its options are worth 100 %, and a choice has one right option"),
        ("A number {#about 5}", "'about 5' is no number of a bank"),
        ("A number {#1e999}", "'1e999' is no number of a bank"),
        ("A number {#=%0%5}", "no number of it is worth 100 %"),
        ("Rows {=a -> b =c}", "a row of it has no ->"),
        ("Rows { = -> b}", "it has no rows to match"),
        ("Typed {=%50%a}", "a gap has no right answer, or several"),
    ],
)
def test_what_cannot_be_read_is_named_and_hides_no_other(bring, block: str, why: str) -> None:
    brought, items = bring(f"Is it true?{{T}}\n\n{block}\n\n::Last::Is it false?{{F}}\n")
    [(origin, said)] = brought.unread
    assert origin.startswith("line 3: ")
    assert said == why
    assert [each.answer for each in items] == [True, False]
