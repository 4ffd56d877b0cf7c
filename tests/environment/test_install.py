"""Environments are installed once, whole, and with a reason when they cannot be."""

import subprocess
import threading
from pathlib import Path

import pytest

from autograder.environment import install
from autograder.environment.interpreter import interpreter
from autograder.environment.requirements import Line, Wanted
from autograder.errors import BundleError

WANTED = Wanted((Line("numpy", "requirements.txt, line 1"), Line("seaborn==0.1", "requirements.txt, line 2")))
CONFLICT = "ERROR: Cannot install matplotlib==3.11 and seaborn==0.1 because these package versions have conflicting dependencies."


class Installer:
    """Stands in for venv and pip; `fails(command, lines)` says why one does."""

    def __init__(self, monkeypatch, cache):
        monkeypatch.setattr(install, "_run", self.run)
        monkeypatch.setattr(install.shutil, "which", lambda name: None)
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        self.commands, self.lines, self.folders, self.beside = [], [], [], []
        self.fails = lambda lines: ""

    def run(self, command):
        self.commands.append(command)
        why = ""
        if "venv" in command:
            Path(command[-1]).mkdir()
        if "-r" in command:
            self.folders.append(Path(command[-1]).parent)
            self.beside.append((self.folders[-1].stat().st_mode & 0o777, len(list(self.folders[-1].iterdir()))))
            self.lines.append(Path(command[-1]).read_text().split())
            why = self.fails(self.lines[-1])
        return subprocess.CompletedProcess(command, bool(why), "", why)


@pytest.fixture
def installer(monkeypatch, tmp_path):
    return Installer(monkeypatch, tmp_path)


def put(wanted=WANTED, said=None):
    return install.installed(wanted, interpreter(""), (said if said is not None else []).append)


def test_an_environment_is_installed_once(installer):
    said = []
    assert put(said=said) == put(said=said)
    assert len(installer.lines) == 1
    assert ["installing 2 requirements" in text for text in said] == [True]


def test_other_lines_are_another_environment(installer):
    assert put() != put(Wanted((Line("numpy", ""),)))


def test_an_install_that_was_interrupted_is_made_anew(installer):
    def stop(lines):
        raise KeyboardInterrupt

    installer.fails = stop
    with pytest.raises(KeyboardInterrupt):
        put()
    installer.fails = lambda lines: ""
    put()
    assert len(installer.lines) == 2


def test_two_graders_do_not_install_at_once(installer):
    inside, most, entered = [], [], threading.Event()

    def fails(lines):
        inside.append(1)
        entered.wait(0.2)
        most.append(len(inside))
        inside.pop()
        return ""

    installer.fails = fails
    threads = [threading.Thread(target=put) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_the_judges_versions_give_way_to_what_the_course_pins(installer):
    installer.fails = lambda lines: CONFLICT if any(line.startswith("matplotlib==") for line in lines) else ""
    put()
    assert "matplotlib>=3.8" in installer.lines[-1]
    assert "seaborn==0.1" in installer.lines[-1]


def test_a_failure_names_the_line_and_the_reason(installer):
    installer.fails = lambda lines: "WARNING: x\nERROR: No matching distribution found for seaborn==0.1\n"
    with pytest.raises(BundleError, match=r"line 2: 'seaborn==0.1' cannot be installed: No matching distribution"):
        put()


def test_from_wheels_nothing_is_fetched(installer):
    put(Wanted(WANTED.lines, wheels="/srv/wheels"))
    assert installer.commands[-1][-5:-2] == ["--no-index", "--find-links", "/srv/wheels"]


def test_condas_own_packages_are_tried_as_wheels_and_named_each_time(installer):
    installer.fails = lambda lines: "ERROR: no" if "r-base" in lines else ""
    said = []
    for _ in range(2):
        put(Wanted(WANTED.lines, (Line("scipy", ""), Line("r-base", ""))), said)
    assert said[1:] == ["not installed, because only conda may have them or they are options of pip: r-base"] * 2
    assert all(":all:" in command for command in installer.commands[2:])


def test_what_nobody_installs_is_named_a_few_at_a_time(installer):
    said = []
    put(Wanted(WANTED.lines, left=tuple(f"lib{i}" for i in range(25))), said)
    assert said[-1].endswith("options of pip: " + ", ".join(f"lib{i}" for i in range(20)) + " and 5 more")
    assert not any("lib0" in lines for lines in installer.lines)


def test_requirements_lie_alone_in_a_folder_of_ours(installer):
    put()
    assert installer.beside == [(0o700, 1)]
    assert not installer.folders[0].exists()


def test_other_wheels_are_another_environment(installer, tmp_path):
    folder = tmp_path / "wheels"
    folder.mkdir()
    made = {put(Wanted(WANTED.lines))}
    for name, data in (("", b""), ("a.whl", b"1"), ("a.whl", b"2"), ("b.whl", b"2")):
        if name:
            (folder / name).write_bytes(data)
        made.add(put(Wanted(WANTED.lines, wheels=str(folder))))
    assert len(made) == 5


def test_pip_itself_says_why_a_requirement_cannot_be_had(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "wheels").mkdir()
    lines = (Line("no-such-package-of-ours==1", "requirements.txt, line 7"),)
    with pytest.raises(
        BundleError, match=r"line 7: 'no-such-package-of-ours==1' cannot be installed: .*no-such-package"
    ):
        put(Wanted(lines, wheels=str(tmp_path / "wheels")))
    assert not [p for p in install.cache().iterdir() if p.is_dir()]


def test_an_interpreter_that_is_not_there_is_named_with_what_helps():
    with pytest.raises(BundleError, match=r"expected a Python '3.99' .*uv python install 3.99"):
        interpreter("3.99")
