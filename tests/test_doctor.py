"""`autograder doctor`: findings of this machine, and the right command for each gap."""

import json
import os

import pytest

from autograder import doctor
from autograder.engine.judge.zygote import Zygote
from autograder.errors import IsolationError
from tests.cli.test_cli import autograder


def test_what_it_says_is_used_is_used():
    diagnosis = doctor.examine()
    zygote = Zygote(["numpy"], "any")
    zygote.close()
    assert diagnosis.uses == ("" if zygote.back_end == "process" else zygote.back_end)
    found = {f.name: f for f in diagnosis.findings}
    assert set(found) == {"interpreter", "namespaces", "uid", "Landlock", "seccomp", "trial", "folder"}
    assert found["trial"].works
    assert all(f.works != bool(f.fix) for f in diagnosis.findings)


def test_the_command_prints_a_table_and_json():
    done = autograder("doctor")
    assert "--isolation auto uses:" in done.stdout
    data = json.loads(autograder("doctor", "--json").stdout)
    assert done.returncode == (0 if data["uses"] else 1)
    assert data["findings"][0]["name"] == "interpreter"


@pytest.mark.parametrize(("file", "value", "command"), doctor.SWITCHES)
def test_a_closed_switch_gets_its_command(tmp_path, monkeypatch, file, value, command):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(f"{value}\n")
    assert doctor.namespaces_fix(tmp_path) == command
    (tmp_path / file).write_text("7\n")
    assert "administrator" in doctor.namespaces_fix(tmp_path)


def test_a_closed_folder_on_the_way_to_the_interpreter_gets_a_chmod():
    assert doctor.uid_fix("the interpreter is out of reach of other users: chmod o+x /root") == "chmod o+x /root"
    assert "run as root" in doctor.uid_fix("only root can give a submission its own uid")


def refuse(monkeypatch, **problems):
    """From now on, zygotes say that they have these problems."""
    real = Zygote._hello
    monkeypatch.setattr(Zygote, "_hello", lambda self, spec: real(self, spec) | problems)


def test_auto_takes_the_next_back_end_and_says_what_is_missing(monkeypatch):
    refuse(monkeypatch, namespaces="unshare: Operation not permitted", uid=None)
    zygote = Zygote(["numpy"], "auto")
    zygote.close()
    assert zygote.back_end == "uid"
    assert zygote.missing[0] == "namespaces: unshare: Operation not permitted"


def test_where_nothing_works_auto_refuses_and_the_doctor_says_why(monkeypatch):
    refuse(
        monkeypatch, namespaces="unshare: Operation not permitted", uid="only root can give a submission its own uid"
    )
    with pytest.raises(IsolationError, match="namespaces: unshare: Operation not permitted; uid: only root.*doctor"):
        Zygote(["numpy"], "auto")
    diagnosis = doctor.examine()
    assert diagnosis.uses == ""
    assert [f.name for f in diagnosis.findings if not f.works] == ["namespaces", "uid"]
