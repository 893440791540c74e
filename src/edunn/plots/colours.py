"""Colours that everybody can tell apart, on a bright page, on a dark one, and on paper.

PALETTE   for lines and classes: one colour each
CIVIDIS   for values, from dark to bright: its order can be seen with any kind of colour vision
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

    @classmethod
    def of(cls, text: str) -> "Colour":
        """The colour that is written like `#fee838`."""
        return cls(*bytes.fromhex(text.removeprefix("#")))

    @property
    def hex(self) -> str:
        """As HTML and terminals write it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 to 1, as the web's accessibility guidelines define it.

        Source: WCAG 2.2, "relative luminance"
        """
        red, green, blue = (_linear(part / 255) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """This colour with a share, from 0 to 1, of another one.

        Example:
            >>> BLACK.mixed(WHITE, 0.2)
            Colour(red=51, green=51, blue=51)
        """
        return Colour(*(round(a + share * (b - a)) for a, b in zip(self, other, strict=True)))


PALETTE = (
    Colour(8, 122, 190),
    Colour(213, 94, 0),
    Colour(0, 150, 110),
    Colour(187, 98, 148),
    Colour(154, 123, 0),
    Colour(204, 68, 75),
    Colour(122, 122, 222),
    Colour(112, 122, 136),
)
"""Of middle brightness, so that each has a contrast of 3 or more with white and with dark grey.

The first four are those of Okabe and Ito, made a little darker or brighter.

Source: M. Okabe, K. Ito: Color Universal Design (2008)
"""

DISTINCT = 4
"""So many of the palette can be told apart with any kind of colour vision; lines in the colours
after these are dashed, too."""

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
    """The colour of a share from 0, dark, to 1, bright; other values are clipped.

    Example:
        >>> shade(0.0), shade(0.0625)
        (Colour(red=0, green=34, blue=78), Colour(red=13, green=45, blue=94))
    """
    place = min(max(share, 0.0), 1.0) * (len(CIVIDIS) - 1)
    low, high = list(pairwise(CIVIDIS))[min(int(place), len(CIVIDIS) - 2)]
    return low.mixed(high, place - min(int(place), len(CIVIDIS) - 2))


def ink_on(ground: Colour) -> Colour:
    """The colour of text on this background: black or white, whichever has more contrast.

    Example:
        >>> ink_on(shade(0.0)) is WHITE, ink_on(shade(1.0)) is BLACK
        (True, True)
    """
    return max(BLACK, WHITE, key=lambda ink: contrast(ink, ground))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours: from 1, equal, to 21, black on white.

    Source: WCAG 2.2, "contrast ratio"

    Example:
        >>> contrast(BLACK, WHITE)
        21.0
    """
    dark, bright = sorted((one.luminance, other.luminance))
    return (bright + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
