"""`autograder import`: one line a master, and the exit status."""

import jupytext
import nbformat
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.importers import import_source
from tests.support.masters import MASTERS, code, question, write_master


def test_one_line_a_master_and_status_1_where_some_cannot_be_imported(tmp_path):
    good = write_master(MASTERS["metadata"], tmp_path / "good.ipynb")
    bad = write_master([code("x = 1")], tmp_path / "bad.ipynb")
    ran = CliRunner().invoke(app, ["import", str(good), str(bad), "--out", str(tmp_path / "course")])
    assert ran.exit_code == 1
    assert "metadata: 2 questions, 3 points" in ran.output
    assert f"not imported: {bad}: has no question with tests" in ran.output
    assert [p.name for p in (tmp_path / "course/assignments").iterdir()] == ["metadata"]
    assert CliRunner().invoke(app, ["import", str(bad), "--out", str(tmp_path)]).exit_code == 2


def test_a_failure_of_the_importer_costs_one_master_and_is_said(tmp_path, monkeypatch):
    good, bad = (write_master(MASTERS["ok"], tmp_path / f"{name}.ipynb") for name in ("good", "bad"))

    def broken(source):
        return {}["points"] if source.path == bad else import_source(source)

    monkeypatch.setattr("autograder.cli.importing.import_source", broken)
    ran = CliRunner().invoke(app, ["import", str(bad), str(good), "--out", str(tmp_path / "course")])
    assert ran.exit_code == 1
    assert f"not imported: {bad}: an error of the importer, not of the master: KeyError: 'points'" in ran.output
    assert list((tmp_path / "course" / "assignments").iterdir())


def test_a_wrong_path_among_several_stops_no_other(tmp_path):
    good = write_master(MASTERS["ok"], tmp_path / "hw1.ipynb")
    (tmp_path / "empty").mkdir()
    paths = [str(tmp_path / "missing.ipynb"), str(tmp_path / "empty"), str(good)]
    ran = CliRunner().invoke(app, ["import", *paths, "--out", str(tmp_path / "course")])
    assert ran.exit_code == 1
    assert "hw1.ipynb ->" in ran.output
    assert f"not imported: {paths[0]}: expected a master" in ran.output.replace("\n", "")
    assert f"not imported: {paths[1]}: expected notebooks in it" in ran.output.replace("\n", "")


def test_a_master_of_text_is_imported_without_a_word_of_its_libraries(tmp_path, recwarn):
    """Text has no ids of cells; nobody who imports it can do anything about that."""
    cells = question("q1", 1, "x", "x = 2 # SOLUTION", ["assert x == 2"])
    jupytext.write(nbformat.v4.new_notebook(cells=[c.copy() for c in cells]), tmp_path / "hw.md")
    recwarn.clear()
    ran = CliRunner().invoke(app, ["import", str(tmp_path / "hw.md"), "--out", str(tmp_path / "course")])
    assert "hw: 1 question, 1 point\n" in ran.output
    assert [w for w in recwarn if "MissingID" in w.category.__name__] == []
