"""Wrong uses of the command: an unknown option, a missing argument, a value of another kind.

Each is told in one line: what came, what was expected, and what to try. Words that other programs
have for an option are answered with the word that it has here.
"""

from collections.abc import Mapping
from typing import Any

import typer

from edunn.errors import did_you_mean

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for all of them; it has no public name for it."""

OTHER_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("--save", "--out", "--export", "--file"), "--output"),
    **dict.fromkeys(("--lr", "--rate", "--learning-rate-init"), "--learning-rate"),
    **dict.fromkeys(("--generations", "--iterations", "--max-iter"), "--epochs"),
    **dict.fromkeys(("--batch", "--minibatch"), "--batch-size"),
    **dict.fromkeys(("--random-state", "--random-seed"), "--seed"),
    **dict.fromkeys(("--silent", "--no-progress"), "--quiet"),
    **dict.fromkeys(("--test-size", "--validation-split", "--split"), "--test"),
    **dict.fromkeys(("--y", "--class", "--output-column", "--predict"), "--target"),
    **dict.fromkeys(("--architecture", "--model"), "--network"),
    **dict.fromkeys(("--hidden-layers", "--units"), "--hidden"),
    **dict.fromkeys(("--scaling", "--normalize", "--standardize"), "--scale"),
    **dict.fromkeys(("--jobs", "--processes", "--n-jobs"), "--workers"),
    **dict.fromkeys(("--runs", "--repeat"), "--seeds"),
    "--na-values": "--missing-values",
    "--drop": "--ignore",
    "--continue": "--resume",
    "--folder": "--workspace",
    "--loss-function": "--loss",
    "--algorithms": "--between",
}
"""Options by the words that other programs, or earlier versions, have for them."""

KINDS: Mapping[type, str] = {int: "a whole number", float: "a number"}


def in_one_line(error: Any) -> str:
    """A wrong use of the command as a sentence, and what to try."""
    context = error.ctx
    verb = context.command_path if context is not None else "edunn"
    if hasattr(error, "possibilities"):
        return f"{verb} has no option {error.option_name}.{_near(error.option_name, context)}"
    if hasattr(error, "param_type"):
        return f"{verb} needs {_name(error.param)}.{_example(context)}"
    if getattr(error, "param", None) is not None:
        return f"{_name(error.param)}{_given(error)}: {_expected(error)}."
    says_what_to_try = context is None or "edunn " in error.message
    return f"{_sentence(error.message)}{'' if says_what_to_try else _help(verb)}"


def unknown_verb(word: str, context: Any) -> str:
    """That there is no such verb, and which is like it; a data set needs one before it."""
    verbs = context.command.list_commands(context)
    return f"there is no command {word!r}.{did_you_mean(word, verbs, ' See edunn --help.')}"


def _near(word: str, context: Any) -> str:
    """The option that was meant: another word for it, or one that is written like it."""
    known = [name for param in context.command.params for name in param.opts if name[:2] == "--"]
    other = OTHER_WORDS.get(word, "")
    if other in known:
        return f" It is {_with_short(other, context)} here."
    return did_you_mean(word, known, _help(context.command_path))


def _with_short(name: str, context: Any) -> str:
    """An option, and its short letter if it has one."""
    (param,) = (param for param in context.command.params if name in param.opts)
    return " or ".join([name, *(short for short in param.opts if short[:2] != "--")])


def _help(verb: str) -> str:
    return f" See {verb} --help."


def _example(context: Any) -> str:
    """The first example of the verb's help."""
    _, *examples = (context.command.epilog or "").split("\n\n")
    return f" For example: {examples[0]}" if examples else _help(context.command_path)


def _name(param: Any) -> str:
    """An option as it is written; an argument by the word that stands for it."""
    is_option = param.param_type_name == "option"
    return str(max(param.opts, key=len) if is_option else param.metavar)


def _given(error: Any) -> str:
    """The value that could not be read, if it is known."""
    cause = error.__cause__
    found = cause.errors() if hasattr(cause, "errors") else ()
    return f" {found[0]['input']}" if found else ""


def _expected(error: Any) -> str:
    """What the option takes: a whole number from 0 on, for example."""
    least, most = getattr(error.param, "min", None), getattr(error.param, "max", None)
    descriptor = getattr(error.param, "type_descriptor", None)
    kind = KINDS.get(getattr(descriptor, "annotation", None))  # type: ignore[arg-type]
    if kind is None:
        return str(error.message).rstrip(".")
    if least is not None and most is not None:
        return f"{kind} from {least} to {most} is expected"
    return f"{kind} {f'from {least} on ' if least is not None else ''}is expected"


def _sentence(message: str) -> str:
    return f"{message[:1].lower()}{message[1:].rstrip('.')}."
