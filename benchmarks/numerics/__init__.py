"""EduNN's numbers beside those of its peers: what `docs/numerics.md` shows.

    peers           the other libraries, where they are installed
    comparison      one thing that two libraries compute, and how far apart the results are
    exact           what the formula gives in so many digits that rounding plays no part
    activations, losses, regularizers, optimizers, schedules, initializers, metrics    what is
    page            the page

`python -m benchmarks.numerics` compares everything and writes the page.
"""
