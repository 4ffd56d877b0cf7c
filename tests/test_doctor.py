"""`autograder doctor`: findings of this machine, and the right command for each gap."""

import json
import subprocess
import sys

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
    monkeypatch.setattr(doctor, "has_uids", lambda: False)
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(f"{value}\n")
    assert doctor.namespaces_fix("unshare: refused", tmp_path) == command
    (tmp_path / file).write_text("7\n")
    assert "administrator" in doctor.namespaces_fix("unshare: refused", tmp_path)


def test_a_closed_folder_on_the_way_to_the_interpreter_gets_a_chmod():
    assert doctor.uid_fix("the interpreter is out of reach of other users: chmod o+x /root") == "chmod o+x /root"
    assert "run as root" in doctor.uid_fix("only root can give a submission its own uid")


def refuse(monkeypatch, **problems):
    """From now on, sandboxes of these back ends cannot be made, or can."""

    def try_out(self, name):
        self.back_end = name
        return problems[name]

    monkeypatch.setattr(Zygote, "try_out", try_out)


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


def inside_a_user_namespace(tmp_path, before, command):
    """Runs a shell command before a command of ours, as root of a user namespace that has no other uids."""
    script = f"{before}; exec {sys.executable} -m autograder {command}"
    unshare = ["unshare", "-Urmpf", "--mount-proc", "sh", "-c", script]
    if subprocess.run([*unshare[:-1], "true"], capture_output=True, check=False).returncode:
        pytest.skip("user namespaces cannot be made here")
    return subprocess.run(unshare, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_root_of_a_user_namespace_gets_a_sandbox(tmp_path):
    done = inside_a_user_namespace(tmp_path, "true", "doctor --json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["uses"]) == (0, "namespaces")
    assert next(f["works"] for f in found["findings"] if f["name"] == "trial")


NOTHING = {
    "no namespaces": ("echo 0 > /proc/sys/user/max_user_namespaces", "sysctl user.max_user_namespaces"),
    "a /proc with hidden parts": ("mount -t tmpfs none /proc/irq", "systempaths=unconfined"),
}


@pytest.mark.parametrize(("before", "fix"), NOTHING.values(), ids=NOTHING)
def test_the_doctor_fails_where_no_sandbox_can_be_made(tmp_path, before, fix):
    done = inside_a_user_namespace(tmp_path, before, "doctor --json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["uses"]) == (1, "")
    assert fix in next(f["fix"] for f in found["findings"] if f["name"] == "namespaces")


def test_where_nothing_isolates_a_course_is_built_and_proved_with_one_warning(tmp_path):
    assert autograder("new", "means", cwd=tmp_path).returncode == 0
    for command in ("build means", "verify means --jobs 1"):
        done = inside_a_user_namespace(tmp_path, NOTHING["no namespaces"][0], command)
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("no sandbox: the course's own solutions run with your rights") == 1


def test_where_nothing_isolates_nobody_is_graded_without_unsafe(tmp_path):
    (tmp_path / "a.py").write_text("x = 1")
    autograder("new", "means", cwd=tmp_path)
    refused = inside_a_user_namespace(tmp_path, NOTHING["no namespaces"][0], "grade means a.py")
    assert refused.returncode == 2
    assert "--unsafe" in refused.stderr
    done = inside_a_user_namespace(tmp_path, NOTHING["no namespaces"][0], "grade means a.py --unsafe")
    assert done.returncode == 0, done.stderr
