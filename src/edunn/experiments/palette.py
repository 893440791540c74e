"""A palette: from a share to a colour that anybody can tell from its neighbours, and back to ink.

From dark blue to bright yellow, ever lighter: the order is seen with any kind of colour vision, and
on grey paper. The colours are the same on a bright page, a dark page and in a terminal.
"""

from itertools import pairwise
from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 255.

    Example:
        >>> Colour(254, 232, 56).hex
        '#fee838'
    """

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As HTML and terminals write it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """How bright it is, from 0 to 1, by the definition of the web's accessibility guidelines.

        Source: WCAG 2.2, "relative luminance"
        """
        red, green, blue = (_linear(part / 255) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


CIVIDIS = (
    Colour(0, 34, 78),
    Colour(26, 56, 111),
    Colour(67, 78, 108),
    Colour(97, 101, 111),
    Colour(125, 124, 120),
    Colour(155, 148, 118),
    Colour(188, 174, 108),
    Colour(222, 201, 88),
    Colour(254, 232, 56),
)
"""Nine of its colours, as matplotlib has them.

Source: J. R. Nuñez, C. R. Anderton, R. S. Renslow: Optimizing colormaps with consideration for
color vision deficiency to enable accurate interpretation of scientific data. PLoS ONE 13 (2018)
"""

BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def shade(share: float) -> Colour:
    """The colour of a share, 0 dark and 1 bright; beyond these it stays.

    Example:
        >>> shade(0.0), shade(0.0625)
        (Colour(red=0, green=34, blue=78), Colour(red=13, green=45, blue=94))
    """
    place = min(max(share, 0.0), 1.0) * (len(CIVIDIS) - 1)
    low, high = list(pairwise(CIVIDIS))[min(int(place), len(CIVIDIS) - 2)]
    part = place - min(int(place), len(CIVIDIS) - 2)
    return Colour(*(round(a + part * (b - a)) for a, b in zip(low, high, strict=True)))


def ink_on(ground: Colour) -> Colour:
    """Black or white, whichever is easier to read on this colour.

    Example:
        >>> ink_on(shade(0.0)) is WHITE, ink_on(shade(1.0)) is BLACK
        (True, True)
    """
    return max(BLACK, WHITE, key=lambda ink: contrast(ink, ground))


def contrast(one: Colour, other: Colour) -> float:
    """How well they stand out against each other: from 1, equal, to 21, black on white.

    Source: WCAG 2.2, "contrast ratio"

    Example:
        >>> contrast(BLACK, WHITE)
        21.0
    """
    dark, bright = sorted((one.luminance, other.luminance))
    return (bright + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
