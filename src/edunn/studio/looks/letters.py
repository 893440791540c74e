r"""Letters: a name of the trace, such as `dW1` or `mask_r1`, as a book prints it."""

import re

GREEK = {"theta", "beta", "epsilon", "rho", "alpha", "delta"}
SETTINGS = {"learning_rate": r"\eta", "weight_decay": r"\lambda", "decay": r"\mu"}
FUNCTIONS = {
    name: f"\\{name}" for name in ("exp", "log", "ln", "tanh", "cosh", "sin", "cos", "max", "min")
} | {"Phi": r"\Phi", "phi": r"\varphi"}
OVER = {"sum": r"\sum", "mean": r"\operatorname*{mean}"}
"""What is said of all `o` by an index: `sum_o`."""

ARTICLE = "a"
"""A word of prose: no array of a trace is called so."""
SCALARS = {"learning_rate", "weight_decay", "decay", "rho", "epsilon", "rate", "B", "O"}
"""What is one number: a product with it gets a dot, one of arrays, place by place, a circle."""

LETTER = re.compile(r"(d?)([A-Za-z])(\d*)(?:_(\d+|[a-z]))?")


def name(text: str) -> str:
    r"""One name: an array with its indices, a setting, a function, or a word of prose.

    Example:
        >>> print(name("dW1"), name("W1_new"), name("mask_r1"), name("beta1"), name("over"))
        dW_{1} W_{1}' \mathrm{mask}_{r_{1}} \beta_{1} \text{over}
    """
    if text in SETTINGS:
        return SETTINGS[text]
    if text in FUNCTIONS:
        return FUNCTIONS[text]
    if text.endswith("_new"):
        return name(text.removesuffix("_new")) + "'"
    if text.endswith(("_data", "_clipped")):
        stem, _, word = text.rpartition("_")
        return rf"{name(stem)}^{{\mathrm{{{word}}}}}"
    return _symbol(text)


def _symbol(text: str) -> str:
    if re.fullmatch(r"[\d.]+", text):
        return text
    letter = LETTER.fullmatch(text)
    if letter and text != ARTICLE:
        d, stem, number, again = letter.groups()
        index = ",".join(part for part in (number, again) if part)
        return d + stem + (f"_{{{index}}}" if index else "")
    greek = re.fullmatch(r"(d?)([a-z]+?)(\d*)", text)
    if greek and greek[2] in GREEK:
        return greek[1] + "\\" + greek[2] + (f"_{{{greek[3]}}}" if greek[3] else "")
    return _words(text)


def _words(text: str) -> str:
    """Prose; or a word whose index is an array, such as `mask_r1`."""
    word, _, index = text.partition("_")
    if word in OVER and len(index) == 1:
        return f"{OVER[word]}_{{{index}}}"
    if index and LETTER.fullmatch(index):
        return rf"\mathrm{{{word}}}_{{{name(index)}}}"
    plain = text.replace("_", " ")
    return rf"\text{{{plain}}}"
