"""Files: a model on disk, as numbers and plain text; opening one never runs code.

A model file is a safetensors file: a header that says where each array lies, then their bytes. All
arrays (theta, the layers' statistics, the history) are there bit for bit; everything else is one
JSON text in the header, under the name `edunn`.

    model.edunn = [ length | header: places of arrays, {"edunn": JSON} | theta | statistics | ... ]

    kinds      what an unknown file is, by its first bytes
    atomic     a file that is there entirely, or not at all
    container  arrays and JSON, to bytes and back
    facts      guards for JSON that a stranger wrote
    tree       arrays in nested dicts, moved out of them and back in
    story      the history's records as columns
    chance     sources of randomness
    parts      the parts of a model, held against each other
    paused     a training in mid-run
    saved      what a model is, as such arrays and JSON

Whatever comes in is doubted: sizes are checked before anything is made of that size, types before
use, and a file that is something else is refused with a sentence that says what it is.
"""

from edunn.files.saved import Saved, read, write

__all__ = ["Saved", "read", "write"]
