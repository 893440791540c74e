"""One studio at a time has a workspace."""

import os
import signal
import subprocess
import sys

import pytest

from edunn.errors import SettingError
from edunn.studio.lock import NAME, WorkspaceLock
from edunn.studio.session import Session

OTHER = """
import sys, time
from pathlib import Path
from edunn.studio.session import Session
session = Session(Path(sys.argv[1]))
session.lock.announce("http://127.0.0.1:9999/")
print("open", flush=True)
time.sleep(60)
"""


def test_a_second_studio_is_refused_with_the_address_of_the_first(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "open\n"
    with pytest.raises(SettingError, match=r"open in another studio at http://127\.0\.0\.1:9999/"):
        Session(tmp_path)
    other.send_signal(signal.SIGKILL)
    other.wait(20)
    other.stdout.close()
    Session(tmp_path).close()  # a lock ends with its process, however that ended


def test_a_workspace_is_free_again_when_it_is_closed(tmp_path):
    for _ in range(2):
        with Session(tmp_path), pytest.raises(SettingError, match="another studio:"):
            Session(tmp_path)


@pytest.mark.parametrize("written", [b"", b"\xff\xfe", b"\x1b[31mred", b"x" * 10_000])
def test_what_is_in_the_file_does_no_harm(tmp_path, written):
    (tmp_path / NAME).write_bytes(written)
    lock = WorkspaceLock(tmp_path)
    assert (tmp_path / NAME).read_text() == ""
    lock.release()


def test_a_folder_without_permission_is_refused_with_that_reason(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(SettingError, match="Read-only file system"):
        WorkspaceLock(tmp_path)
