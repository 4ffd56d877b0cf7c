"""What the judge's end of a zygote starts, and refuses to start."""

import tempfile
from pathlib import Path

import pytest

from autograder.engine.judge.zygote import Zygote
from autograder.errors import IsolationError


def test_packages_do_not_stand_on_the_command_line():
    names = ["numpy", *(f"no_such_package_{i}" for i in range(20_000))]  # more than one argument may hold
    zygote = Zygote(names, "any")
    try:
        assert "numpy" in zygote.versions
        assert b"numpy" not in Path(f"/proc/{zygote.process.pid}/cmdline").read_bytes()
    finally:
        zygote.close()


def test_a_closed_folder_above_the_scratch_folders_is_named_with_what_opens_it(monkeypatch):
    real = Zygote._hello
    monkeypatch.setattr(Zygote, "_hello", lambda self, spec: real(self, spec) | {"uid": None})
    with tempfile.TemporaryDirectory(dir="/tmp") as closed:
        monkeypatch.setattr(tempfile, "tempdir", closed)
        with pytest.raises(IsolationError, match=f"cannot enter; set TMPDIR .* chmod o\\+x {closed}"):
            Zygote([], "uid")
