import os

import pytest
from pydantic import TypeAdapter, ValidationError

from edunn.errors import SettingError
from edunn.studio.messages import Name
from edunn.studio.workspace import Workspace, checked, inside

BAD = [
    *("", " ", ".", "..", "../x", "a/b", "a\\b", "/etc/passwd", "a\0b", "a\n", "~root", "-rf"),
    *(".hidden", "%2e%2e", "C:x", "x" * 65, "CON", "nul.txt", "com1", "a ", "a."),
]


NAMES = [
    *("a", "my flowers", "run-7_b.2", "9", "x" * 64, "console", "my (1)", "data [2]", "año"),
    *("an\u0303o", "ünlü", "日本語", "данные 2", "नमस्ते", "ℵ", "x (copy) [2].v1"),
]


def test_a_workspace_makes_its_folders_and_keeps_what_is_there(tmp_path):
    workspace = Workspace(tmp_path / "a" / "b")
    (workspace.data / "mine.csv").write_text("x")
    again = Workspace(tmp_path / "a" / "b")
    assert again == workspace
    assert (again.data / "mine.csv").read_text() == "x"
    assert again.networks.is_dir()
    assert again.database.parent == again.folder


def test_a_file_is_no_workspace(tmp_path):
    (tmp_path / "note").write_text("x")
    with pytest.raises(SettingError, match="name a folder"):
        Workspace(tmp_path / "note")


@pytest.mark.parametrize("name", BAD, ids=range(len(BAD)))
def test_what_is_no_name_is_refused(tmp_path, name):
    with pytest.raises(SettingError, match="is not a valid name"):
        inside(tmp_path, name, ".edunn")


@pytest.mark.parametrize("name", [*NAMES, *BAD])
def test_the_page_accepts_the_same_names(name):
    adapter = TypeAdapter(Name)
    accepted = True
    try:
        adapter.validate_python(name)
    except ValidationError:
        accepted = False
    assert accepted or name in BAD
    if accepted:
        assert name not in BAD or name in ("CON", "nul.txt", "com1", "a ", "a.")


@pytest.mark.parametrize("name", NAMES)
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


@pytest.mark.skipif(os.name == "nt", reason="nothing is removed there")
def test_what_a_killed_studio_left_is_removed_at_the_next_start(tmp_path):
    workspace = Workspace(tmp_path)
    folders = (workspace.networks, workspace.data, workspace.files)
    for folder in folders:
        (folder / ".3.edunn.0123456789abcdef.part").touch()
        (folder / ".0123456789abcdef.part").touch()
    Workspace(tmp_path)
    assert [list(folder.iterdir()) for folder in folders] == [[], [], []]
