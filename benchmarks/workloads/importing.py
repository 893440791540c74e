"""Importing: what must be paid before the first line runs."""

from functools import partial

from benchmarks.peers.python import FreshPython
from benchmarks.work import Bar, Peer, Workload

ABOUT = (
    "Fresh processes with a warm disk and cached bytecode; the time is that of the statement, "
    "without Python's start. "
    "`import edunn` loads a module of EduNN only when one of its names is first used; "
    "`from edunn import Model` loads NumPy and all that a model needs."
)


def importing(name: str, statement: str, bar: Bar | None) -> Workload:
    """A statement beside `import numpy`."""
    return Workload(
        name=name,
        chapter="Starting",
        title=f"`{statement}`",
        piece="import",
        about=ABOUT,
        ours=partial(FreshPython, statement),
        peers=(Peer("import numpy", "numpy", partial(FreshPython, "import numpy"), bar),),
        rounds=40,
    )


IMPORT_EDUNN = importing("import", "import edunn", Bar(time=1.3))
IMPORT_MODEL = importing("import-model", "from edunn import Model", None)
