"""Numbers as words, with the digits that their noise leaves them."""

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them.

    Example:
        >>> duration(0.00214), duration(6.5e-8)
        ('2.14 ms', '65.0 ns')
    """
    size, unit = unit_of(seconds)
    return f"{three_digits(seconds / size)} {unit}"


def tick(seconds: float) -> str:
    """Seconds at an axis, where they are round numbers.

    Example:
        >>> tick(1e-5), tick(0.1)
        ('10 µs', '100 ms')
    """
    size, unit = unit_of(seconds)
    return f"{seconds / size:g} {unit}"


def unit_of(seconds: float) -> tuple[float, str]:
    """The largest unit of which there is at least one, and its seconds."""
    return next((pair for pair in UNITS if seconds >= pair[0] * 0.9999), UNITS[-1])


def three_digits(number: float) -> str:
    """A number with three digits, or all those before the point.

    Example:
        >>> three_digits(6.2391), three_digits(86.88), three_digits(1234.5), three_digits(0.0123)
        ('6.24', '86.9', '1234', '0.012')
    """
    before = len(str(int(number))) if number >= 0.1 else 0
    return f"{number:.{max(0, 3 - before)}f}"


def quantity(number: float, unit: str) -> str:
    """Seconds as a duration, a share with four digits.

    Example:
        >>> quantity(0.25, "s"), quantity(0.95, "")
        ('250 ms', '0.9500')
    """
    return duration(number) if unit == "s" else f"{number:.4f}"


def verdict(is_met: bool | None) -> str:
    """Whether a bar is cleared; nothing where there is none.

    Example:
        >>> verdict(True), verdict(False), verdict(None)
        ('yes', 'NO', '')
    """
    return {True: "yes", False: "NO", None: ""}[is_met]
