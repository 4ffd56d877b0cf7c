"""What a sandbox shows of a machine, for interpreters in usual and unusual places."""

import sys
from pathlib import Path

import pytest

from autograder.engine.sandbox.root import visible_paths


@pytest.fixture
def shown(monkeypatch):
    """Lists what a sandbox shows where the interpreter has this prefix, with a course beside its folders."""

    def visible(prefix):
        for name in ("bin", "lib/python3.11/site-packages", "assignments", "solutions"):
            (prefix / name).mkdir(parents=True)
        (prefix / "pyvenv.cfg").write_text("")
        monkeypatch.setattr(sys, "prefix", str(prefix))
        monkeypatch.setattr(sys, "path", [str(prefix / "lib/python3.11/site-packages")])
        return visible_paths()

    return visible


def below(paths, folder):
    return sorted(str(Path(p).relative_to(folder)) for p in paths if Path(p).is_relative_to(folder))


def test_an_environment_made_in_the_course_folder_itself_shows_no_course(shown, tmp_path):
    course = tmp_path.resolve() / "course"
    assert below(shown(course), course) == ["bin", "lib", "pyvenv.cfg"]


def test_an_interpreter_behind_a_link_is_shown_under_both_names(shown, tmp_path):
    (tmp_path / "3.11").symlink_to("3.11.7")
    (tmp_path / "3.11.7").mkdir()
    paths = shown(tmp_path / "3.11")
    assert below(paths, tmp_path.resolve()) == ["3.11", "3.11.7/bin", "3.11.7/lib", "3.11.7/pyvenv.cfg"]


def test_usr_is_shown_in_parts():
    paths = visible_paths()
    assert "/usr/lib" in paths
    assert not {"/usr", "/usr/local", "/usr/src", "/usr/local/src"} & set(paths)
