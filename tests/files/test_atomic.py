"""A crash in the middle of writing leaves the old file or the new one."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.files.worlds import trained

from edunn import Model
from edunn.files.atomic import write_atomically

WRITER = """
import sys
from edunn import Model
models = [Model([[20], [300]], seed=seed) for seed in (1, 2)]
models[0].save(sys.argv[1])
print("ready", flush=True)
while True:
    for model in models:
        model.save(sys.argv[1])
"""


def test_a_process_killed_while_it_saves_leaves_a_whole_file(tmp_path):
    path = tmp_path / "model.edunn"
    thetas = {Model([[20], [300]], seed=seed).theta.tobytes() for seed in (1, 2)}
    for delay in (0.0, 0.003, 0.011, 0.02):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        try:
            assert writer.stdout.readline() == "ready\n"
            time.sleep(delay)
        finally:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
        assert Model.from_file(path).theta.tobytes() in thetas


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_an_error_while_writing_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, moment):
    path = tmp_path / "model.edunn"
    model = trained()
    model.save(path)
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    owner = os if moment == "fsync" else Path
    monkeypatch.setattr(owner, moment, full)
    model.theta = model.theta + 1
    with pytest.raises(OSError, match="No space left"):
        model.save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_ctrl_c_cleans_up_too(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "x", b"1")
    assert not list(tmp_path.iterdir())


def test_the_bytes_are_on_the_disk_before_the_name_is(tmp_path, monkeypatch):
    acts = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda *a: (acts.append("fsync"), fsync(*a))[1])
    monkeypatch.setattr(Path, "replace", lambda *a: (acts.append("replace"), replace(*a))[1])
    write_atomically(tmp_path / "x", b"1")
    assert acts[:2] == ["fsync", "replace"]


def test_links_are_followed_and_permissions_kept(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    write_atomically(real, b"1")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"2")
    assert link.is_symlink()
    assert real.read_bytes() == b"2"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path):
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "ours", b"1")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere\. Create it"):
        trained().save(tmp_path / "nowhere" / "model.edunn")


def test_a_folder_is_not_overwritten(tmp_path):
    with pytest.raises(IsADirectoryError, match="is a folder"):
        trained().save(tmp_path)


LEFTOVER = """
import os, sys
from pathlib import Path
from edunn.files.atomic import write_atomically
os.fsync = lambda _: (print("halfway", flush=True), sys.stdin.read())
write_atomically(Path(sys.argv[1]), b"new")
"""


def stopped_halfway(path):
    """A process that has written all bytes, and waits before it renames them."""
    command = [sys.executable, "-c", LEFTOVER, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    writer = subprocess.Popen(command, text=True, **pipes)
    assert writer.stdout.readline() == "halfway\n"
    return writer


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
@pytest.mark.parametrize("name", ["model.edunn", "other.edunn"])
def test_what_a_killed_process_left_is_removed_by_the_next_save(tmp_path, name):
    writer = stopped_halfway(tmp_path / "model.edunn")
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert len(list(tmp_path.iterdir())) == 1
    write_atomically(tmp_path / name, b"1")
    assert list(tmp_path.iterdir()) == [tmp_path / name]


@pytest.mark.skipif(os.name == "nt", reason="nothing is removed there")
def test_what_a_living_process_is_writing_stays(tmp_path):
    path = tmp_path / "model.edunn"
    writer = stopped_halfway(path)
    write_atomically(path, b"old")
    assert len(list(tmp_path.iterdir())) == 2
    writer.communicate("go on")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", [".mine.part", "report.part", ".x.0123456789abcdef", ".edunn.part"]
)
def test_files_of_others_are_never_removed(tmp_path, name):
    (tmp_path / name).touch()
    write_atomically(tmp_path / "x", b"1")
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("moment", ["open", "fsync", "copymode", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_a_failed_save_names_the_file_that_was_to_be_saved(tmp_path, monkeypatch, moment, number):
    path = tmp_path / "model.edunn"
    path.touch()

    def fail(*places, **_):
        raise OSError(number, os.strerror(number), *map(str, places[:1]))

    owner = {"fsync": os, "copymode": shutil}.get(moment, Path)
    with monkeypatch.context() as patched:
        patched.setattr(owner, moment, fail)
        with pytest.raises(OSError, match=os.strerror(number)) as caught:
            write_atomically(path, b"1")
    assert (caught.value.errno, caught.value.filename) == (number, str(path))
    assert ".part" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    path = tmp_path / ("n" * 249 + ".edunn")
    write_atomically(path, b"1")
    assert path.read_bytes() == b"1"


@pytest.mark.parametrize("is_linked", [False, True])
def test_a_device_or_a_pipe_is_never_replaced(tmp_path, is_linked):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    for place in ((tmp_path / "link") if is_linked else pipe, Path(os.devnull)):
        with pytest.raises(OSError, match="is a device or a pipe"):
            write_atomically(place, b"x")
    assert pipe.is_fifo()
    assert not Path(os.devnull).is_file()
