"""The page of measured numbers: each command writes its own section."""

from benchmarks.studio.pages import write_section


def test_a_section_is_replaced_and_the_others_stay(tmp_path):
    page = tmp_path / "page.md"
    write_section("", "# All\n\nfirst\n", page)
    write_section("Memory", "much\n", page)
    write_section("In a storm", "calm\n", page)
    write_section("Memory", "little\n", page)
    write_section("", "# All\n\nsecond\n", page)
    text = "# All\n\nsecond\n\n## Memory\n\nlittle\n\n## In a storm\n\ncalm\n"
    assert page.read_text("utf-8") == text
