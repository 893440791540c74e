"""Shares: how sentences and tables write an accuracy."""


def percent(share: float, digits: int = 1) -> str:
    """Write a share, such as an accuracy: the one way that sentences and tables have for it.

    What is nearly all never reads as all, and what is hardly any never as none.

    Example:
        >>> percent(0.9737), percent(1.0), percent(0.9999), percent(0.0001)
        ('97.4 %', '100 %', '> 99.9 %', '< 0.1 %')
        >>> percent(0.615, digits=0)
        '62 %'
    """
    least, rounded = 10**-digits, round(100 * share, digits)
    if share > 0 and rounded == 0:
        return f"< {least:g} %"
    if share < 1 and rounded == 100:
        return f"> {100 - least:g} %"
    return f"{rounded:.6g} %"
