"""Rules over a whole bank: coverage, balance, and keys that no habit of guessing finds."""

from __future__ import annotations

from customer_value.assessment.model import AnyQuestion, Bank
from customer_value.assessment.parts import Option
from customer_value.assessment.questions.single import Single
from customer_value.assessment.questions.true_false import TrueFalse
from customer_value.assessment.rules import whole_bank


def single(number: int, key: int, lengths: tuple[int, ...] = (10, 10, 10, 10), stem: str = "") -> Single:
    options = tuple(
        Option(text="x" * length, correct=place == key, says=f"{number} {place}")
        for place, length in enumerate(lengths)
    )
    return Single(id=f"04.Q{number}", objective="04.O1", bloom="apply", stem=stem, options=options)


def statement(number: int, answer: bool, objective: str = "04.O1", bloom: str = "apply") -> TrueFalse:
    return TrueFalse(
        id=f"04.Q{number}", objective=objective, bloom=bloom, stem="", answer=answer, says=f"{number}"
    )  # fmt: skip


def codes(*questions: AnyQuestion, objectives: tuple[str, ...] = (), whole: bool = True) -> list[str]:
    bank = Bank(lesson="04_x", questions=questions)
    return [finding.code for _, finding in whole_bank.check(bank, frozenset(objectives), whole=whole)]


def test_a_bank_that_keeps_all_rules() -> None:
    assert codes(*(single(n, n % 4) for n in range(24)), *(statement(n, n % 2 == 0) for n in range(30, 40))) == []


def test_each_objective_has_an_item_and_in_a_full_bank_three_on_two_levels() -> None:
    assert codes(statement(1, True), objectives=("04.O1", "04.O2")) == ["coverage"]
    assert codes(statement(1, True), objectives=("04.O1", "04.O2"), whole=False) == []
    full = [statement(n, n % 2 == 0, bloom="apply" if n else "create") for n in range(24)]
    assert codes(*full, objectives=("04.O1",)) == []
    assert codes(*full[1:], statement(30, True), objectives=("04.O1",)) == ["coverage"]
    two = [statement(50, True, "04.O2"), statement(51, False, "04.O2", "create")]
    assert codes(*full, *two, objectives=("04.O1", "04.O2")) == ["coverage"]


def test_true_statements_are_forty_to_sixty_per_cent() -> None:
    assert codes(*(statement(n, n < 3) for n in range(10))) == ["true-share"]
    assert codes(*(statement(n, n < 4) for n in range(10))) == []
    assert codes(*(statement(n, n < 7) for n in range(10))) == ["true-share"]
    assert codes(*(statement(n, True) for n in range(3))) == []


def test_the_key_is_rarely_the_longest() -> None:
    long = [single(n, n % 4, tuple(20 if place == n % 4 else 10 for place in range(4))) for n in range(5)]
    assert codes(*long[:3], single(7, 3), single(8, 0)) == ["longest-key"]
    assert codes(*long[:2], single(7, 3), single(8, 0), single(9, 1)) == []


def test_keys_are_spread_over_places() -> None:
    assert codes(*(single(n, (0, 1, 2)[n % 3]) for n in range(21))) == ["key-places"]
    assert codes(*(single(n, n % 3, (9, 9, 9)) for n in range(21))) == []
    assert codes(*(single(n, (0, 0, 1, 0, 2, 3, 0)[n % 7]) for n in range(21))) == ["key-places"] * 4


def test_at_most_three_keys_in_a_row_stand_in_one_place() -> None:
    assert codes(*(single(n, 1) for n in range(4))) == ["key-run"]
    assert codes(*(single(n, 1) for n in range(3))) == []


def test_few_stems_are_negative() -> None:
    stems = ["Which of these is NOT a margin?"] * 2 + ["Which of these is a margin?"] * 9
    assert codes(*(single(n, n % 4, stem=stem) for n, stem in enumerate(stems))) == ["negative-share"]
    assert codes(*(single(n, n % 4, stem=stem) for n, stem in enumerate(stems[1:]))) == []


def test_items_without_a_single_key_are_left_to_their_own_rule() -> None:
    assert codes(single(1, 9)) == []
