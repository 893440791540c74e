import numpy as np
import pytest

from edunn.data.idx import parse_idx
from edunn.errors import FileFormatError

HEADER = bytes([0, 0, 8, 1, 0, 0, 0, 3])


def test_one_axis():
    np.testing.assert_array_equal(parse_idx(HEADER + b"\x01\x02\xff"), [1, 2, 255])


@pytest.mark.parametrize("raw", [b"", b"\0\0", b"PNG.....", bytes([0, 0, 13, 1, 0, 0, 0, 0])])
def test_not_idx(raw):
    with pytest.raises(FileFormatError, match="starts with 0, 0, 8; this one starts with"):
        parse_idx(raw)


@pytest.mark.parametrize("raw", [HEADER[:6], HEADER + b"\1\2", HEADER + b"\1\2\3\4"])
def test_cut_short_or_too_long(raw):
    with pytest.raises(FileFormatError, match="was cut short or is damaged"):
        parse_idx(raw)
