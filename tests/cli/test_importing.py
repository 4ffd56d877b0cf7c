"""`autograder import`: one line a master, and the exit status."""

from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.importers import import_source
from tests.support.masters import MASTERS, code, write_master


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
