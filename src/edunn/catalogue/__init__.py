"""The catalogue: names for everything that can be chosen by name.

Strings are for the border only: the short form of a model, files, the command line. Inside, code
passes objects. One literal table a family; `register` adds a student's own activation or loss.
"""

from edunn.catalogue.lookup import build, describe, find, is_known, name_of, register
from edunn.catalogue.tables import FAMILIES

__all__ = ["FAMILIES", "build", "describe", "find", "is_known", "name_of", "register"]
