import pytest

from autograder.files import write_atomic


def test_bytes_and_text_arrive_as_they_are(tmp_path):
    write_atomic(tmp_path / "new" / "a.txt", "ä\r\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "ä\r\n".encode()
    write_atomic(tmp_path / "new" / "a.txt", b"\x00\xff")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"\x00\xff"


def test_a_failed_write_keeps_the_old_file_and_leaves_no_other(tmp_path):
    write_atomic(tmp_path / "a.txt", "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(tmp_path / "a.txt", "\ud800")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomic(tmp_path / "folder", "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "folder"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_the_longest_name_that_a_file_may_have_works(tmp_path):
    path = tmp_path / ("n" * 255)
    write_atomic(path, "x")
    assert path.read_text() == "x"


def test_others_may_read_what_was_written(tmp_path):
    write_atomic(tmp_path / "a.txt", "x")
    assert (tmp_path / "a.txt").stat().st_mode & 0o044
