"""A name is never a path: whatever somebody calls a thing, its file stays in its folder."""

import pytest

from edunn.errors import SettingError
from edunn.studio.names import checked, inside

BAD = [
    *("", " ", ".", "..", "../x", "a/b", "a\\b", "/etc/passwd", "a\0b", "a\n", "~root", "-rf"),
    *(".hidden", "%2e%2e", "C:x", "x" * 65, "ünlü", "CON", "nul.txt", "com1", "a ", "a."),
]


@pytest.mark.parametrize("name", BAD, ids=range(len(BAD)))
def test_what_is_no_name_is_refused(tmp_path, name):
    with pytest.raises(SettingError, match="is no name"):
        inside(tmp_path, name, ".edunn")


@pytest.mark.parametrize("name", ["a", "my flowers", "run-7_b.2", "9", "x" * 64, "console"])
def test_names_become_files_of_the_folder(tmp_path, name):
    assert checked(name) == name
    assert inside(tmp_path, name, ".csv") == tmp_path.resolve() / f"{name}.csv"


def test_a_link_out_of_the_folder_leads_nowhere(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.csv").write_text("secret")
    (home / "flowers.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(SettingError, match="leads out of home"):
        inside(home, "flowers", ".csv")
