"""One digit on a sheet is found, whatever the sheet is like; anything else is refused."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edunn.data import load, prepare_digit
from edunn.data.ink import ink_of
from edunn.errors import DataError, ShapeError

SIDE = 280


@pytest.fixture(scope="module")
def images():
    return load("mnist").inputs[:40].reshape(-1, 28, 28)


def sheet_with(image, top=80, left=90, times=4, shape=(SIDE, SIDE)):
    """The share of ink of each pixel."""
    ink = np.zeros(shape)
    ink[top : top + 28 * times, left : left + 28 * times] = np.kron(image, np.ones((times, times)))
    return ink


def correlation(a, b):
    """The likeness of two digits, up to one pixel: the centre of mass is rounded."""
    moves = [np.roll(a, move, (0, 1)) for move in product((-1, 0, 1), repeat=2)]
    return max(np.corrcoef(moved.ravel(), b.ravel())[0, 1] for moved in moves)


def assert_like(pictures, images, least=0.9):
    """The pictures are prepared as the clean drawings of these digits are."""
    pairs = zip(pictures, images, strict=True)
    found = [correlation(prepare_digit(p), prepare_digit(i)) for p, i in pairs]
    assert np.mean(np.array(found) > least) >= 0.9, np.round(found, 2)


def light(least, angle):
    at = np.linspace(0, 1, SIDE)
    along = np.cos(angle) * at[:, np.newaxis] + np.sin(angle) * at
    return least + (1 - least) * (along - along.min()) / np.ptp(along)


def framed(pixels, margin, width, value):
    inner = slice(margin + width, SIDE - margin - width)
    outer = slice(margin, SIDE - margin)
    is_line = np.zeros(pixels.shape, bool)
    is_line[outer, outer] = True
    is_line[inner, inner] = False
    return np.where(is_line, value, pixels)


@pytest.mark.parametrize("sd", [2, 5, 12, 25])
@pytest.mark.parametrize(("paper", "ink"), [(240, 20), (30, 220), (255, 60)])
def test_grain_and_noise(images, sd, paper, ink):
    random = np.random.default_rng(sd)
    drawn = [paper + (ink - paper) * sheet_with(image) for image in images]
    grained = [np.clip(np.rint(d + random.normal(0, sd, d.shape)), 0, 255) for d in drawn]
    assert_like(grained, images, 0.85)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_small_pictures_with_grain(images, times):
    random = np.random.default_rng(times)
    shape = (28 * times + 8, 28 * times + 8)
    drawn = [240 - 220 * sheet_with(image, 4, 4, times, shape) for image in images]
    assert_like([np.rint(d + random.normal(0, 5, shape)) for d in drawn], images, 0.85)


@given(least=st.floats(0.3, 1), angle=st.floats(0, 6.3), paper=st.sampled_from([250, 180]))
@settings(max_examples=10, deadline=None)
def test_shadow(images, least, angle, paper):
    lit = [paper * (1 - 0.9 * sheet_with(image)) * light(least, angle) for image in images[:10]]
    assert_like(lit, images[:10])


@given(row=st.integers(3, 276), column=st.integers(3, 276), radius=st.floats(0.5, 7))
@settings(max_examples=20, deadline=None)
def test_a_speck_beside_the_digit_changes_nothing(images, row, column, radius):
    clean = 255 - np.rint(255 * sheet_with(images[0]))
    rows, columns = np.ogrid[:SIDE, :SIDE]
    is_speck = (rows - row) ** 2 + (columns - column) ** 2 < radius**2
    dirty = np.where(is_speck, 0, clean)
    if 60 < row < 215 and 70 < column < 225:
        assert correlation(prepare_digit(dirty), prepare_digit(clean)) > 0.8
    else:
        np.testing.assert_array_equal(prepare_digit(dirty), prepare_digit(clean))


@given(
    margin=st.integers(0, 40),
    width=st.integers(1, 6),
    value=st.integers(0, 120),
    grain=st.sampled_from([0, 4]),
)
@settings(max_examples=25, deadline=None)
def test_a_frame_is_left_out(images, margin, width, value, grain):
    random = np.random.default_rng(margin)
    pictures = [framed(250 - 230 * sheet_with(i), margin, width, value) for i in images[:6]]
    noisy = [np.clip(p + random.normal(0, grain, p.shape), 0, 255) for p in pictures]
    assert_like([np.rint(p) for p in noisy], images[:6])


def test_a_digit_that_touches_its_frame(images):
    pictures = [framed(255 - 255 * sheet_with(i, left=4), 20, 3, 40) for i in images]
    assert_like(pictures, images, 0.85)


def test_the_dark_edge_of_a_page_is_left_out(images):
    for image in images[:10]:
        page = 255 - 255 * sheet_with(image)
        page[:12], page[:, -4:] = 30, 60
        assert correlation(prepare_digit(page), prepare_digit(image)) > 0.9


def test_a_sheet_on_a_dark_table(images):
    random = np.random.default_rng(0)
    tables = []
    for image in images[:10]:
        table = np.full((340, 340), 60.0)
        for row in range(250):  # the sheet lies askew
            left = 40 + row // 20
            table[30 + row, left : left + 250] = (240 - 220 * sheet_with(image))[row, :250]
        tables.append(np.rint(table + random.normal(0, 3, table.shape)))
    assert_like(tables, images[:10], 0.9)


@pytest.mark.parametrize(
    ("paper", "pen"),
    [
        ((255, 240, 170), (30, 40, 160)),
        ((180, 220, 255), (20, 20, 40)),
        ((130, 200, 80), (250, 80, 80)),  # the mean of the channels is the same
        ((20, 60, 30), (250, 250, 200)),
    ],
)
@pytest.mark.parametrize("grain", [0, 4])
def test_coloured_paper_and_ink(images, paper, pen, grain):
    random = np.random.default_rng(0)
    colours = [
        paper + (np.array(pen) - paper) * sheet_with(image)[:, :, np.newaxis] for image in images
    ]
    noisy = [np.clip(c + random.normal(0, grain, c.shape), 0, 255) for c in colours]
    assert_like([np.rint(c).astype(np.uint8) for c in noisy], images)


@pytest.mark.parametrize("pen", [0, 255])
@pytest.mark.parametrize("channels", [1, 3])
def test_ink_on_transparent_paper(images, pen, channels):
    for image in images[:5]:
        alpha = np.rint(255 * sheet_with(image)).astype(np.uint8)[:, :, np.newaxis]
        ink = np.full((SIDE, SIDE, channels), pen, np.uint8)
        with_alpha = prepare_digit(np.concatenate([ink, alpha], axis=2))
        np.testing.assert_allclose(with_alpha, prepare_digit(alpha[:, :, 0]), atol=0.01)


def test_transparent_corners_of_a_drawn_sheet_are_paper(images):
    grey = np.rint(250 - 250 * sheet_with(images[0]))
    alpha = np.full((SIDE, SIDE), 255)
    alpha[:10, :10] = alpha[-10:, -10:] = 0
    assert correlation(prepare_digit(np.stack([grey, alpha], 2)), prepare_digit(images[0])) > 0.95


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int64, np.uint16, np.float32, np.float64])
def test_the_type_of_the_pixels_does_not_matter(images, kind):
    ink = sheet_with(images[0]) > 0.5
    scale = 60000 if kind is np.uint16 else 1 if kind is bool else 200
    drawing = (ink * scale).astype(kind)
    np.testing.assert_allclose(prepare_digit(drawing), prepare_digit(1.0 * ink), atol=1e-6)


@pytest.mark.parametrize("shape", [(1200, 1600), (4000, 3000), (1001, 700)])
def test_a_large_photo_is_reduced_first(images, shape):
    random = np.random.default_rng(0)
    times = min(shape) // 60
    ink = sheet_with(images[0], shape[0] // 4, shape[1] // 4, times, shape)
    photo = np.clip(230 - 200 * ink + random.normal(0, 8, shape), 0, 255).astype(np.uint8)
    assert max(ink_of(photo).shape) <= 1000
    assert correlation(prepare_digit(photo), prepare_digit(images[0])) > 0.9


def with_grain(pixels, sd, seed=0):
    return np.clip(
        np.rint(pixels + np.random.default_rng(seed).normal(0, sd, pixels.shape)), 0, 255
    )


@pytest.mark.parametrize("sd", [0, 3, 10, 30])
@pytest.mark.parametrize("paper", [20, 128, 240])
def test_an_empty_sheet_is_refused(sd, paper):
    with pytest.raises(DataError, match="empty"):
        prepare_digit(with_grain(np.full((SIDE, SIDE), paper), sd))


@given(least=st.floats(0.4, 0.95), angle=st.floats(0, 6.3), sd=st.floats(1, 8))
@settings(max_examples=15, deadline=None)
def test_a_shadow_is_no_digit(least, angle, sd):
    with pytest.raises(DataError, match="empty"):
        prepare_digit(with_grain(240 * light(least, angle), sd))


def test_specks_and_a_frame_are_no_digit():
    sheet = framed(np.full((SIDE, SIDE), 245.0), 5, 2, 40)
    sheet[50:54, 200:204] = 0
    for sd in (0, 4):
        with pytest.raises(DataError, match="empty"):
            prepare_digit(with_grain(sheet, sd))


@pytest.mark.parametrize("sd", [0, 5])
@pytest.mark.parametrize(("top", "left"), [(20, 150), (160, 20), (150, 150)])
def test_several_digits_are_refused(images, sd, top, left):
    for one, other in zip(images[:10], images[10:20], strict=True):
        ink = sheet_with(one, 20, 20) + sheet_with(other, top, left)
        with pytest.raises(DataError, match="2 digits"):
            prepare_digit(with_grain(245 - 220 * ink, sd))


def test_strokes_of_one_digit_stay_together():
    five = np.zeros((SIDE, SIDE))
    five[60:75, 110:180] = 255  # the bar, apart from the rest
    five[85:200, 105:120] = five[130:145, 105:190] = five[130:200, 175:190] = 255
    np.testing.assert_array_equal(ink_of(five), five)


@given(margin=st.integers(1, 60), pen=st.integers(6, 40))
@settings(max_examples=20, deadline=None)
def test_a_clean_drawing_is_left_as_it_is(margin, pen):
    rows, columns = np.ogrid[:SIDE, :SIDE]
    radius = SIDE / 2 - margin
    distance = np.hypot((rows - 139.5) / radius, (columns - 139.5) / (0.7 * radius))
    zero = np.where(abs(distance - 1 + pen / SIDE) < pen / SIDE, 255, 0)
    np.testing.assert_array_equal(ink_of(zero), zero)


def test_pictures_that_are_none_are_refused():
    for shape in [(28,), (0, 28), (28, 28, 5), (2, 28, 28, 3)]:
        with pytest.raises(ShapeError, match="colour"):
            prepare_digit(np.zeros(shape))
    for picture in ("seven.png", [["a", "b"], ["c", "d"]], np.ones((28, 28), complex), None):
        with pytest.raises(DataError, match="numbers"):
            prepare_digit(picture)
    with pytest.raises(DataError, match="empty"):
        prepare_digit(np.zeros((28, 28, 4)))
