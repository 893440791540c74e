"""Answers: the sentence for a word of another library, as text and as an error."""

from collections.abc import Iterable, Mapping
from json import dumps

from edunn.errors import UnknownAttributeError, UnknownNameError, did_you_mean
from edunn.habits.habit import Habit, Habits

WRITE = "Write: "
"""In front of the line; it ends the sentence, so that it can be copied."""

LONGEST = 30
"""The most characters of a value that is repeated in a line."""


def answer(habit: Habit, value: object = None) -> str:
    """The reason and the line; a short value that came is in it, if it is of the right kind.

    Example:
        >>> answer(Habit("it is epochs here", "model.train(epochs={value})", 100), 5)
        'it is epochs here. Write: model.train(epochs=5)'
    """
    kinds = (int, float) if isinstance(habit.value, (int, float)) else type(habit.value)
    known = value if isinstance(value, kinds) and len(repr(value)) <= LONGEST else habit.value
    written = dumps(known) if isinstance(known, str) else repr(known)
    line = habit.line.replace("{value}", written)
    return f"{habit.reason}. {WRITE}{line}"


def refuse_foreign(
    habits: Habits, given: Mapping[str, object], kind: str = "", known: Iterable[str] = ()
) -> None:
    """Refuse arguments by words of other libraries, and with a `kind` all others, too.

    Args:
        habits: the words that have an answer.
        given: arguments that nothing here is called by.
        kind: what an argument is, for a message about a word without an answer; without it, such
            words are left to the caller.
        known: the names that there are.

    Raises:
        UnknownNameError: there is such a word.

    Example:
        >>> refuse_foreign({"lr": Habit("it is rate here", "f(rate={value})", 1)}, {"lr": 0.5})
        Traceback (most recent call last):
        edunn.errors.UnknownNameError: lr: it is rate here. Write: f(rate=0.5)
    """
    for word, value in given.items():
        if word in habits:
            raise UnknownNameError(f"{word}: {answer(habits[word], value)}")
        if kind:
            raise UnknownNameError.of(kind, word, known)


def attribute_error(habits: Habits, thing: object, name: str) -> UnknownAttributeError:
    """The error for an attribute that an object does not have.

    Example:
        >>> print(attribute_error({}, 3, "reel"))
        'int' object has no attribute 'reel'. Did you mean 'real'?
    """
    if name in habits:
        words = f"{name}: {answer(habits[name])}"
    else:
        known = [] if name.startswith("_") else [each for each in dir(thing) if each[0] != "_"]
        hint = did_you_mean(name, known)
        words = f"{type(thing).__name__!r} object has no attribute {name!r}.{hint}"
    return UnknownAttributeError(words)
