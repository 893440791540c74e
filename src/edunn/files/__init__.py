"""Files: a model on disk, as numbers and plain text; opening one never runs code.

A model file is a safetensors file: a header that says where each array lies, then their bytes. All
arrays (theta, the layers' statistics, the history) are there bit for bit; everything else is one
JSON text in the header, under the name `edunn`.

    model.edunn = [ length | header: places of arrays, {"edunn": JSON} | theta | statistics | ... ]

    container        arrays and JSON, to bytes and back
    atomic           writing that leaves the old file or the new one
    validation       checks of types and values; what an unknown file is
    history_columns  the history's records as columns
    checkpoint       a training in mid-run
    model_file       all that a model is, as such arrays and JSON
"""

from edunn.files.model_file import Saved, read, write

__all__ = ["Saved", "read", "write"]
