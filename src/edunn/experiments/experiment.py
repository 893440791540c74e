"""An experiment is one row of a table: data, network, way of learning, and what somebody measured.

It is plain data, so that it can be printed, sent to another process, and compared with its article.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, final

from edunn.model import Model

QUICK_SEEDS = 3
"""How many seeds a quick run takes at most."""


@final
@dataclass(frozen=True)
class Experiment:
    """Something to measure, again and again, with one seed after the other.

    Args:
        key: a short name to ask for it.
        title: what a reader calls it.
        data: the name of a bundled data set.
        network: the short form of the architecture.
        way: how it learns.
        settings: what the training is told: epochs, batch size, learning rate ...
        model: what the model is told besides: initializer, regularizer.
        article: the accuracy that the article reports, or None for an experiment of ours.
        said: what the article says about it.
        note: what a reader should know about our choice of settings.
        seeds: how many runs: seeds 0, 1, 2, ...
        quick: the settings that differ when there is little time; None: left out then.

    Example:
        >>> network = [[4], [3, "softmax"]]
        >>> tiny = Experiment("tiny", "Tiny", "iris", network, "adam", {"epochs": 2})
        >>> tiny.network_in_words, tiny.training_in_words
        ('4 - 3 softmax', 'adam, 2 epochs')
    """

    key: str
    title: str
    data: str
    network: Sequence[Sequence[Any]]
    way: str
    settings: Mapping[str, Any]
    model: Mapping[str, Any] = field(default_factory=dict)
    article: float | None = None
    said: str = ""
    note: str = ""
    seeds: int = 20
    quick: Mapping[str, Any] | None = field(default_factory=dict)

    def built(self, seed: int) -> Model:
        """The model, untrained: the seed decides its first weights and all that follows."""
        return Model(self.network, "cross_entropy", seed=seed, **self.model)

    def quickened(self) -> "Experiment":
        """The same with few seeds, and with the settings for little time."""
        few = min(self.seeds, QUICK_SEEDS)
        return replace(self, seeds=few, settings={**self.settings, **(self.quick or {})})

    @property
    def network_in_words(self) -> str:
        """The layers as a line: `4 - 2 relu - 3 softmax`."""
        return " - ".join(" ".join(_part(part) for part in layer) for layer in self.network)

    @property
    def training_in_words(self) -> str:
        """The way and its settings as a line: `gradient descent, rate 0.001, 500 epochs`."""
        known = {name: words for name, words in _WORDS.items() if name in self.settings}
        parts = [words.format(self.settings[name]) for name, words in known.items()]
        others = {**self.settings, **self.model}
        parts += [f"{_spoken(k)} {_part(v)}" for k, v in others.items() if k not in known]
        return ", ".join([_spoken(self.way), *parts])

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON; objects among the settings as text."""
        plain = {**vars(self), "network": [list(layer) for layer in self.network]}
        for name in ("settings", "model"):
            plain[name] = {k: _plain(v) for k, v in plain[name].items()}
        del plain["quick"]
        return plain


_WORDS = {
    "learning_rate": "rate {}",
    "epochs": "{} epochs",
    "generations": "{} generations",
    "batch_size": "batch {}",
    "population_size": "population {}",
}


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)


def _part(value: Any) -> str:
    """A setting as a reader would say it; a dict of them in brackets."""
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{_spoken(k)} {v}" for k, v in value.items()) + ")"
    return str(value)


def _spoken(name: str) -> str:
    return name.replace("_", " ")
