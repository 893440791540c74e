"""A table of one's own: what is guessed about its columns, and what is said otherwise."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.lab import all_data, chosen_data, stands
from tests.browser.test_every_screen import PHONE, axe_finds_nothing
from tests.browser.test_keyboard import tab_to
from tests.browser.test_spanish import english_on, opened

PASSENGERS = "PassengerId;Class;Name;Sex;Age;Ticket;Survived\n" + "".join(
    f"{k};{1 + k % 3};Passenger Muñoz {k};{'male' if k % 3 else 'female'};"
    f"{'?' if k % 5 == 0 else f'{k % 50},5'};{'PC ' if k % 4 == 0 else ''}{17000 + k};"
    f"{'no' if k % 3 else 'sí'}\n"
    for k in range(1, 81)
)


def given(page: Page, raw: bytes, name: str, label: str = "Your own CSV file"):
    """The dialog about a table, once its columns are there."""
    file = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": raw}
    all_data(page).get_by_label(label).set_input_files(file)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("table").first).to_be_visible()
    return dialog


def row(dialog, name: str):
    return dialog.get_by_role("row").filter(has=dialog.page.get_by_role("rowheader", name=name))


def role(dialog, name: str):
    return dialog.get_by_label(f"Role: {name}", exact=True)


def kind(dialog, name: str):
    return dialog.get_by_label(f"Type: {name}", exact=True)


def test_no_english_is_left_in_spanish(open_page):
    page = open_page(locale="es-ES")
    dialog = given(page, PASSENGERS.encode("latin-1"), "pasajeros", "Tu propio archivo CSV")
    assert english_on(opened(page)) == []
    dialog.get_by_label("Tipo: Survived").select_option("numeric")
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert english_on(opened(page)) == []


def test_the_guesses_are_shown_and_corrected_and_kept(open_page, studio, forgiven):
    forgiven.append("net::ERR_")  # the studio ends, and starts again
    page = open_page()
    dialog = given(page, PASSENGERS.encode("latin-1"), "titanic")
    expect(role(dialog, "PassengerId")).to_have_value("ignored")
    expect(row(dialog, "PassengerId")).to_contain_text("only counts or names the rows")
    expect(row(dialog, "Name")).to_contain_text("Passenger Muñoz 1")
    expect(row(dialog, "Age").get_by_role("cell").nth(3)).to_have_text("16")  # missing
    expect(kind(dialog, "Class")).to_have_value("numeric")
    expect(role(dialog, "Survived")).to_have_value("target")
    expect(row(dialog, "Survived")).to_contain_text("sí")
    expect(dialog).to_contain_text("is not UTF-8")

    kind(dialog, "Class").select_option("categories")
    expect(row(dialog, "Class")).to_contain_text("as you chose")
    role(dialog, "Sex").select_option("left out")
    expect(row(dialog, "Sex")).to_contain_text("as you chose")
    role(dialog, "PassengerId").select_option("input")
    expect(row(dialog, "PassengerId")).to_contain_text("as you chose")
    dialog.get_by_label("More words for a missing value").fill("7; 8")
    dialog.get_by_label("More words for a missing value").press("Enter")
    expect(row(dialog, "PassengerId").get_by_role("cell").nth(3)).to_have_text("2")
    dialog.get_by_role("button", name="Use this table").click()
    expect(chosen_data(page, "titanic")).to_be_visible()

    features = studio.ask("api/data/view?name=titanic")["features"]
    assert features == ["PassengerId", "Class=1", "Class=2", "Class=3", "Age"]
    page.get_by_role("button", name="One epoch", exact=True).click()
    expect(page.get_by_role("region", name="Live")).to_contain_text(stands(1, ""))
    run = studio.ask("api/runs")["runs"][0]["id"]
    script = studio.ask(f"api/runs/{run}/script")["script"]
    for words in ("ignore=['Sex']", "numeric=['PassengerId']", "missing_values=['7', '8']"):
        assert words in script

    studio.stop()
    studio.start()
    assert studio.ask("api/data/view?name=titanic")["features"] == features
    assert studio.ask(f"api/runs/{run}/trace")["steps"]
    assert studio.ask(f"api/runs/{run}/script")["script"] == script


def test_what_is_wrong_stands_at_its_column_beside_the_remedy(open_page):
    page = open_page()
    fares = [f"{k}.5,{'ab'[k % 2]}" for k in range(30)]
    dialog = given(page, "\n".join(["fare,kind", "free,a", *fares]).encode(), "fares")
    add = dialog.get_by_role("button", name="Use this table")
    expect(dialog.get_by_role("alert")).to_contain_text("fare: this cannot be read")
    expect(row(dialog, "fare")).to_contain_text("found 'free'")
    expect(add).to_be_disabled()
    dialog.get_by_label("More words for a missing value").fill("free")
    dialog.get_by_label("More words for a missing value").press("Enter")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    expect(kind(dialog, "fare")).to_have_value("numeric")
    dialog.get_by_role("button", name="Guess all again").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    role(dialog, "kind").focus()
    kind(dialog, "fare").select_option("numbers")  # its words are missing then
    expect(row(dialog, "fare").get_by_role("cell").nth(3)).to_have_text("1")
    expect(add).to_be_enabled()


def test_the_first_row_is_a_header_or_a_row(open_page):
    page = open_page()
    dialog = given(page, b"7,8,a\n1,2,b\n" + b"3,4,a\n5,6,b\n" * 9, "numbers")
    header = dialog.get_by_label("The first row is the header")
    expect(header).not_to_be_checked()
    expect(row(dialog, "column_1")).to_contain_text("7 · 1 · 3")
    header.click()
    expect(row(dialog, "7")).to_contain_text("1 · 3 · 5")
    expect(header).to_be_checked()


def test_a_pasted_table_is_chosen_by_keyboard_alone(open_page):
    page = open_page()
    tab_to(page, chosen_data(page, "iris"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Paste a table"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("textbox", name="Rows of cells"))
    rows = "".join(f"{k}\t{k % 3}\t{k % 2}\n" for k in range(20))
    page.keyboard.insert_text(f"length\tcode\tkind\n{rows}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("table").first).to_be_visible()
    tab_to(page, kind(dialog, "code"))
    page.keyboard.type("cat")
    expect(row(dialog, "code")).to_contain_text("as you chose")
    tab_to(page, dialog.get_by_role("button", name="Use this table"))
    page.keyboard.press("Enter")
    expect(chosen_data(page, "pasted table")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_the_table_of_columns(open_page, theme, size):
    page = open_page(color_scheme=theme, viewport=size)
    dialog = given(page, PASSENGERS.encode(), "passengers")
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    if size == PHONE:
        inside = dialog.get_by_role("region", name="Columns")
        assert inside.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
