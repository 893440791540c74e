"""Networks of other libraries, opened as models: the same numbers, from then on in full view.

Each library has a file that reads its networks into a `Draft`, a list of layers with their arrays;
`building` makes a `Model` of it. Nothing is trained and nothing is run: the weights are copied. A
library is imported only where the thing given comes from a file that only it can read.
"""

from edunn.imports.opening import open_model

__all__ = ["open_model"]
