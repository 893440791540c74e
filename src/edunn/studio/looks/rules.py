"""Rules: the formulas that a card of the trace has in its words, as lines of their own.

A curve's rule, its slope, what a row's loss is, what an optimizer finds before the parameter: all
of it comes from the docstrings of the classes, where prose may follow the formula.
"""

import re

from edunn.trace import Step

IN_WORDS = {
    "forward": r"(?:by itself|probabilities): (.+)\.$",
    "loss": r"^(row loss = [^;]+?)\.(?: |$)",
    "backward": r"the slope of the curve, (?:dy/dx = )?(.+)\.$",
}
"""Where the words of a phase hold a formula."""

PROSE = re.compile(
    r";.*|: .*| \([a-z]{2,} .*|, (?:between|never|with|and|where nothing) .*",
)
"""What follows a formula and is none; `where`, `if` and `else` belong to it."""


def rules_of(step: Step) -> list[str]:
    """The formulas of a card, its own one among them, in the order in which they are used.

    Example:
        >>> from edunn import Model
        >>> trace = Model([[1], [1, "relu"]], "mse", seed=1).trace([[1]], [[1]])
        >>> rules_of(trace["a1"]), rules_of(trace["dz1"])
        (['a1 = relu(z1)', 'a1 = max(z1, 0)'], ['dz1 = da1 * slope', 'slope = 1 if z1 > 0, else 0'])
    """
    if step.phase == "update":
        return [*_before(step), step.formula]
    softmax = re.fullmatch(r"(\w+) = softmax\((\w+)\)", step.formula)
    if softmax:
        return [step.formula, "{0} = exp({1}) / (sum of exp({1}))".format(*softmax.groups())]
    found = re.search(IN_WORDS.get(step.phase, "$^"), step.explanation)
    rule = PROSE.sub("", found[1], count=1) if found else ""
    if step.phase == "backward" and rule:
        rule = f"slope = {rule}"
    return [step.formula, rule] if " = " in rule and rule != step.formula else [step.formula]


def _before(step: Step) -> list[str]:
    """What an optimizer finds before the parameter: its card has those formulas as its words."""
    parts = step.explanation.rstrip(".").split("; ")
    return [part for part in parts if re.match(r"\w+ = .*[A-Za-z]{2}", part)]
