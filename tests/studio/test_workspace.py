import pytest

from edunn.errors import SettingError
from edunn.studio.workspace import Workspace


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
