"""Everyday words and what officers call the same."""

from __future__ import annotations

from bot.answers.vocabulary import FILE, officers_words
from indexer.catalogue.terms import terms


def test_everyday_words_bring_officers_words() -> None:
    assert set(terms("carriageway highway")) <= officers_words("who mends the potholes?")


def test_a_phrase_counts_as_one_and_only_whole() -> None:
    assert set(terms("apologies")) <= officers_words("who couldn’t make it?")
    assert not officers_words("the binder and the busy parker")


def test_words_of_the_question_itself_are_not_added() -> None:
    assert not officers_words("what is the budget for bins?") & set(terms("budget bins"))


def test_every_line_says_something() -> None:
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            everyday, _, official = line.partition(":")
            assert all(words.strip() for words in everyday.split(","))
            assert terms(official)
