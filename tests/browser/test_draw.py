"""A digit that is drawn by hand, by all means there are, is read."""

import re
import struct
import zlib
from base64 import b64encode

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from tests.browser.hand import draw, three


def sure_of(page: Page, digit: int):
    """The bar of a digit."""
    return (
        page.get_by_role("list", name=re.compile("^Probability of each class"))
        .get_by_role("listitem")
        .nth(digit)
    )


def test_a_small_three_in_a_corner_is_read(open_page):
    page = open_page("#/draw")
    draw(page, three(left=0.08, top=0.1, height=0.3))
    expect(sure_of(page, 3)).to_contain_text(re.compile(r"3\s*(?:> )?(9\d|100)([.,]\d)?\s*%"))
    expect(
        page.get_by_role("region", name="Prediction").get_by_role("status").first
    ).to_contain_text("3")


def test_an_empty_paper_is_no_eight(open_page):
    page = open_page("#/draw")
    answer = page.get_by_role("region", name="Prediction").get_by_role("status").first
    expect(answer).to_contain_text("The paper is empty")
    draw(page, three(left=0.3, top=0.2, height=0.6))
    expect(answer).not_to_contain_text("The paper is empty")
    page.get_by_role("button", name="Undo").click()
    expect(answer).to_contain_text("The paper is empty")


def test_a_digit_is_kept_and_learned(open_page):
    page = open_page("#/draw")
    draw(page, three(left=0.2, top=0.2, height=0.5))
    page.get_by_role("button", name="Save as a 3").click()
    mine = page.get_by_role("region", name="My digits")
    expect(mine.get_by_role("button", name=re.compile("^Fine-tune on 1 "))).to_be_enabled()
    page.reload()
    expect(mine.get_by_role("button", name=re.compile("^Fine-tune on 1 "))).to_be_enabled()


def png_of(pixels) -> bytes:
    """An image `(rows, columns, 3)` as a PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    height, width, _ = pixels.shape
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


def photographed(count: int = 1) -> bytes:
    """A photo of sheets with a 3 each, side by side: yellow paper, grain, a shadow, a speck."""
    ink = np.zeros((900, 1200))
    for digit in range(count):
        for x, y in three(left=0.2 + 0.35 * digit, top=0.3, height=0.4):
            row, column = round(900 * y), round(900 * x)
            ink[row - 11 : row + 12, column - 11 : column + 12] = 1
    ink[700:710, 1000:1010] = 1
    light = np.linspace(1, 0.45, 1200)[:, np.newaxis]
    sheet = np.array([250, 242, 205]) * light * (1 - 0.85 * ink[:, :, np.newaxis])
    grain = np.random.default_rng(0).normal(0, 5, sheet.shape)
    return png_of(np.clip(np.rint(sheet + grain), 0, 255).astype(np.uint8))


def image_file(content: bytes, name: str = "sheet.png", kind: str = "image/png"):
    return {"name": name, "mimeType": kind, "buffer": content}


HAND_OVER = """([element, base64, kind]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "sheet.png", { type: "image/png" }));
  const where = kind === "drop" ? { dataTransfer: data } : { clipboardData: data };
  const event = kind === "drop" ? DragEvent : ClipboardEvent;
  element.dispatchEvent(new event(kind, { ...where, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize("door", ["file", "camera", "drop", "paste"])
def test_a_photographed_digit_is_read(open_page, door):
    page = open_page("#/draw", has_touch=True, is_mobile=True)
    if door in ("file", "camera"):
        label = {"file": "Or open an image of a digit", "camera": "Or take a photo"}[door]
        page.get_by_label(label).set_input_files(image_file(photographed()))
    else:
        paper = page.get_by_role("img", name=re.compile("^Paper")).element_handle()
        page.evaluate(HAND_OVER, [paper, b64encode(photographed()).decode(), door])
    expect(sure_of(page, 3)).to_contain_text(re.compile(r"3\s*(?:> )?(8\d|9\d|100)([.,]\d)?\s*%"))
    expect(page.get_by_text("0. Find the ink").first).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    answer = page.get_by_role("region", name="Prediction").get_by_role("status").first
    expect(answer).to_contain_text("The paper is empty")


def test_the_camera_of_a_phone_is_offered(open_page):
    page = open_page("#/draw", locale="es-ES", has_touch=True, is_mobile=True)
    camera = page.get_by_label("O haz una foto")
    expect(camera).to_be_visible()
    expect(camera).to_have_attribute("capture", "environment")
    expect(camera).to_have_attribute("accept", "image/*")


def test_a_photo_that_cannot_be_read_says_why(open_page, forgiven):
    forgiven.append("400")
    page = open_page("#/draw")
    chooser = page.get_by_label("Or open an image of a digit")
    chooser.set_input_files(image_file(b"no image", "notes.png"))
    expect(page.get_by_role("alert")).to_contain_text("no image")
    chooser.set_input_files(image_file(photographed(count=2)))
    expect(page.get_by_role("alert")).to_contain_text("2 digits on the sheet")
    chooser.set_input_files(image_file(photographed()))
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Save as a 3").click()
    mine = page.get_by_role("region", name="My digits")
    expect(mine.get_by_role("button", name=re.compile("^Fine-tune on"))).to_be_enabled()


def test_drawing_on_a_photo_takes_a_new_sheet(open_page):
    page = open_page("#/draw")
    chooser = page.get_by_label("Or open an image of a digit")
    chooser.set_input_files(image_file(photographed()))
    expect(sure_of(page, 3)).to_contain_text(re.compile(r"3\s*(?:> )?(8\d|9\d|100)"))
    draw(page, [(0.5, 0.2), (0.5, 0.8)])
    expect(sure_of(page, 1)).to_contain_text(re.compile(r"1\s*(?:> )?(8\d|9\d|100)"))
