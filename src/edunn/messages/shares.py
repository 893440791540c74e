"""Shares: how sentences and tables write an accuracy."""


def percent(share: float, digits: int = 1) -> str:
    """Write a share, such as an accuracy: the one way that sentences and tables have for it.

    What is nearly all never reads as all, and what is hardly any never as none.

    Example:
        >>> percent(0.9737), percent(1.0), percent(0.9999)
        ('97.4 %', '100 %', '99.9 %')
        >>> percent(0.615, digits=0)
        '62 %'
    """
    least = 10 ** -(digits + 2)
    if 0 < share < 1:
        share = min(1 - least, max(least, share))
    text = f"{100 * share:.{digits}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"
