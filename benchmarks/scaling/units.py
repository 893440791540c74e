"""Numbers as one says them."""


def times(ratio: float) -> str:
    """A ratio with two digits."""
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"


def spoken(seconds: float) -> str:
    """A time with two digits and a unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return (
                f"{seconds / size:.2g} {unit}"
                if seconds / size < 100
                else f"{seconds / size:.0f} {unit}"
            )
    return f"{max(seconds, 0) * 1e6:.2g} µs" if seconds < 1e-4 else f"{seconds * 1e6:.0f} µs"
