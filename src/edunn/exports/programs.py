"""What the writers of all formats have in common: how each finds its writer, and how it refuses."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from edunn.errors import SettingError
from edunn.exports.stages import Stage
from edunn.messages import Message

Written = TypeVar("Written")


def refuse(
    target: str, kind: str, name: str, reason: str, remedy: str = "export.remedy"
) -> NoReturn:
    """Refuse what a target cannot hold.

    Args:
        target: such as "scikit-learn".
        kind: "layer" or "activation".
        name: in the catalogue.
        reason, remedy: codes of messages.

    Raises:
        SettingError: always.

    Example:
        >>> refuse("JavaScript", "layer", "lstm", "export.no_layer")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        edunn.errors.SettingError: JavaScript cannot hold the layer lstm: there is no program ...
    """
    raise SettingError(
        Message(
            "export.refused",
            target=target,
            kind=Message(f"export.kind.{kind}"),
            name=name,
            reason=Message(reason),
            remedy=Message(remedy),
        )
    )


def in_comment(file: str) -> str:
    """The name of a file where nothing may end a comment or a docstring; else its ending alone.

    Example:
        >>> in_comment("iris.py"), in_comment('a"b.py')
        ('iris.py', 'net.py')
    """
    return file if re.fullmatch(r"[\w. -]+", file) else f"net{Path(file).suffix}"


def written_by(
    writers: Mapping[str, Callable[..., Written]], target: str, stage: Stage, *given: Any
) -> Written:
    """What the writer of this kind of stage writes: one writes all activations, one all scalings.

    Raises:
        SettingError: the target has none.
    """
    kind = "activation" if stage.layer.as_activation else stage.name
    kind = "scaling" if stage.layer.is_scaling else kind
    if kind not in writers:
        is_ours = type(stage.layer).__module__.startswith("edunn.")
        remedy = "export.remedy" if is_ours else "export.remedy.own"
        refuse(target, "layer", stage.name, "export.no_layer", remedy)
    return writers[kind](stage, *given)
