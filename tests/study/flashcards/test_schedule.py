"""Cards come again when they are about to be forgotten: by day, the same for the same ratings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fsrs import Card, Scheduler
from fsrs import Rating as Grade
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.reviews import Review
from customer_value.study.flashcards.card import Flashcard, Side
from customer_value.study.flashcards.schedule import LONGEST, RATINGS, memories, rated, today

DAY = date(2026, 1, 1)
days = st.integers(0, 1000).map(lambda number: DAY + timedelta(days=number))
ratings = st.sampled_from(RATINGS)


def card(key: str, family: str = "", after: str = "") -> Flashcard:
    return Flashcard(key, "", family or key, lambda: Side("", ()), lambda: Side("", ()), after)


def review(item: str, rating: str, day: date) -> Review:
    return Review(item=item, rating=rating, day=day, asked_at=datetime(2026, 1, 1, tzinfo=UTC))


def keys(cards, reviews, day: date, new: int = 10) -> list[str]:
    return [each.key for each in today(cards, memories(reviews), day, new=new)]


@given(st.lists(st.tuples(days, ratings), min_size=1, max_size=30))
def test_a_card_comes_again_on_a_later_day_and_within_a_year(given) -> None:
    known = memories(review("a", rating, day) for day, rating in given)["a"]
    last, rating = given[-1]
    assert timedelta(days=1) <= known.due - last <= timedelta(days=LONGEST)
    assert (known.first, known.last, known.rating) == (given[0][0], last, rating)
    assert known.is_due(last) == (rating == "again")
    assert known.is_due(known.due)
    assert 0 <= known.chance(known.due) <= 1


@given(st.lists(st.tuples(days, ratings), max_size=10), days)
def test_a_better_rating_never_brings_a_card_back_sooner(before, day: date) -> None:
    known = memories(review("a", rating, when) for when, rating in sorted(before)).get("a")
    due = [rated(known, rating, day).due for rating in RATINGS]
    assert due == sorted(due)


@given(st.lists(st.tuples(st.integers(1, 100), ratings), min_size=1, max_size=20))
def test_days_are_those_of_the_package_with_times(steps) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
    theirs, day, reviews = Card(card_id=1), DAY, []
    for gap, rating in steps:
        day += timedelta(days=gap)
        reviews.append(review("a", rating, day))
        when = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
        theirs, _ = scheduler.review_card(theirs, Grade[rating.title()], when)
    assert memories(reviews)["a"].due == theirs.due.date()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), ratings, st.integers(0, 9)), max_size=40), st.integers(0, 6))
def test_a_day_asks_what_is_due_and_begins_no_more_than_its_limit(given, new: int) -> None:
    cards = [card(key, family="ab" if key in "ab" else "") for key in "abcdef"]
    day = DAY + timedelta(days=9)
    reviews = [review(key, rating, DAY + timedelta(days=number)) for key, rating, number in given]
    known = memories(sorted(reviews, key=lambda each: each.day))
    chosen = today(cards, known, day, new=new)
    fresh = [each for each in chosen if each.key not in known]
    assert len({each.key for each in chosen}) == len(chosen)
    assert all(known[each.key].is_due(day) for each in chosen if each.key in known)
    due = {each.key for each in cards if each.key in known and known[each.key].is_due(day)}
    assert due - {"a", "b"} <= {each.key for each in chosen}
    assert len(fresh) <= max(0, new - sum(memory.first == day for memory in known.values()))


def test_new_cards_begin_in_order_up_to_the_limit_of_a_day() -> None:
    cards = [card(key) for key in "cab"]
    assert keys(cards, [], DAY, new=2) == ["c", "a"]
    assert keys(cards, [review("c", "good", DAY)], DAY, new=2) == ["a"]
    assert keys(cards, [review("c", "again", DAY)], DAY, new=2) == ["c", "a"]  # what was forgotten stays on the table
    assert keys(cards, [review("c", "good", DAY)], DAY + timedelta(days=1), new=2) == ["a", "b"]
    assert keys(cards, [], DAY, new=0) == []


def test_two_sides_of_a_term_never_come_on_one_day_and_the_second_waits_for_the_first() -> None:
    cards = [card("t/meaning", "t"), card("t/term", "t", after="t/meaning")]
    first = [review("t/meaning", "good", DAY)]
    assert keys(cards, [], DAY) == ["t/meaning"]
    assert keys(cards, first, DAY) == []
    assert keys(cards, first, DAY + timedelta(days=1)) == ["t/term"]
    assert keys(cards, first, DAY + timedelta(days=2)) == ["t/meaning"]  # due, so the other waits
    forgotten = [*first, review("t/meaning", "again", DAY + timedelta(days=2))]
    assert keys(cards, forgotten, DAY + timedelta(days=2)) == ["t/meaning"]
    both = [*first, review("t/term", "again", DAY + timedelta(days=1))]
    assert keys(cards, both, DAY + timedelta(days=1)) == ["t/term"]


def test_the_shakiest_comes_first() -> None:
    cards = [card(key) for key in "abc"]
    reviews = [review("a", "good", DAY), review("b", "hard", DAY), review("c", "again", DAY)]
    assert keys(cards, reviews, DAY + timedelta(days=3), new=0) == ["c", "b", "a"]
