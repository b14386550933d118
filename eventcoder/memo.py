"""Answers kept once: each question is worked out when it is first asked, and the order of asking changes no answer.

What is asked of a word alone is asked of the same few thousand words in sentence after sentence: `Lookup` keeps that.

A question may come back to itself: who X is depends on who Y is, and that on who X is. Inside itself it is refused, that is, answered
with None. What was concluded from such a None holds only on the way on which it was refused; so it is kept only once the
question that was refused is closed, and used only where none of the questions that it went through is open.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")
Each = TypeVar("Each")


class Drawn(Iterable[Each]):
    """Values that are worked out as far as somebody goes through them, and kept for who does so again.

    >>> squares = Drawn(n * n for n in range(1_000_000_000))
    >>> next(n for n in squares if n > 50), next(iter(squares)), bool(squares)
    (64, 0, True)
    """

    __slots__ = ("_known", "_rest")

    def __init__(self, values: Iterator[Each]) -> None:
        self._known: list[Each] = []
        self._rest = values

    def __iter__(self) -> Iterator[Each]:
        known, at = self._known, 0
        while True:
            if at == len(known):  # somebody else may have gone on meanwhile
                for value in self._rest:
                    known.append(value)
                    break
                else:
                    return
            yield known[at]
            at += 1

    def __bool__(self) -> bool:
        for _ in self:
            return True
        return False


class Lookup(dict[Key, Answer]):
    """What is known of words wherever they stand: worked out for each when it is first met with, and looked up since.

    It begins anew when it is full, so that memory is the same after a million articles.

    Args:
        answer: works out what is known of one.
        most: how many are kept.

    >>> lengths = Lookup(len, most=2)
    >>> lengths["Iran"], lengths["Israel"], lengths["Iran"], dict(lengths)
    (4, 6, 4, {'Iran': 4, 'Israel': 6})
    >>> lengths["Egypt"], dict(lengths)
    (5, {'Egypt': 5})
    """

    __slots__ = ("_answer", "_most")

    def __init__(self, answer: Callable[[Key], Answer], most: int = 50_000) -> None:
        super().__init__()
        self._answer = answer
        self._most = most

    def __missing__(self, key: Key) -> Answer:
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._answer(key)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._answer, self._most)  # what has been looked up stays here


class Memo(Generic[Key, Answer]):
    """The answers to one kind of question.

    >>> memo = Memo[int, int]()
    >>> def count(n: int) -> int:
    ...     return 0 if n == 0 else 1 + (memo.ask(n - 1, count) or 0)
    >>> memo.ask(3, count), memo.ask(2, count)
    (3, 2)
    >>> circular = Memo[str, str]()
    >>> def spell(word: str) -> str:
    ...     return word + (circular.ask("b" if word == "a" else "a", spell) or "")
    >>> circular.ask("a", spell), circular.ask("b", spell)
    ('ab', 'ba')
    """

    __slots__ = ("_answers", "_circular", "_open", "_refused", "_trail")

    def __init__(self) -> None:
        self._answers: dict[Key, Answer | None] = {}
        self._circular: dict[Key, tuple[Answer | None, frozenset[Key]]] = {}  # with the questions that the answer went through
        self._open: set[Key] = set()
        self._refused: list[Key] = []
        self._trail: list[Key] = []

    def ask(self, key: Key, answer: Callable[[Key], Answer | None]) -> Answer | None:
        """The answer to a question.

        Args:
            key: the question.
            answer: works it out; may ask again, itself included.

        Returns:
            The answer; None also where the question is being worked out.
        """
        if key in self._answers:
            return self._answers[key]
        if key in self._open:
            self._refused.append(key)
            return None
        if key in self._circular:
            known, through = self._circular[key]
            if self._open.isdisjoint(through):
                self._trail.extend(through)
                self._refused.append(key)  # who uses it has gone through the same questions
                return known
        asked, refused = len(self._trail), len(self._refused)
        self._trail.append(key)
        self._open.add(key)
        try:
            found = answer(key)
        finally:
            self._open.discard(key)
        if len(self._refused) == refused:
            self._answers[key] = found
        elif self._open.isdisjoint(self._refused[refused:]):
            self._circular[key] = found, frozenset(self._trail[asked:])
        if not self._open:
            self._trail.clear()
            self._refused.clear()
        return found
