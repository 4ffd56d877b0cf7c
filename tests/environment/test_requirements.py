"""What an environment holds, by the files of a bundle."""

import msgspec
import pytest

from autograder.bundle import Environment, load_bundle
from autograder.course.environment import read_requirements
from autograder.environment.requirements import ENGINE, wanted
from autograder.errors import BundleError, CourseError
from tests.support.grading import SQUARE, make_zip

YML = """
dependencies:
  - python=3.9
  - conda-forge::scipy=1.11
  - pytorch
  - pip:
    - -r requirements.txt
    - tqdm
    - -r other.txt
  - r-base=4
  - somebodys-name
"""


def wanted_by(tmp_path, **members):
    names = {name.replace("_", "."): text for name, text in members.items()}
    return wanted(load_bundle(make_zip(tmp_path / "hw.zip", {"q1": SQUARE}, members=names)))


def test_a_stock_zip_wants_its_requirements_less_the_tools(tmp_path):
    found = wanted_by(tmp_path, requirements_txt="otter-grader==7.0\n# plots\nSeaborn>=0.12 # nice\n\npandas\n")
    assert [(line.text, line.place) for line in found.lines] == [
        ("Seaborn>=0.12", "requirements.txt, line 3"), ("pandas", "requirements.txt, line 5"),
    ]  # fmt: skip


def test_of_an_environment_file_pips_part_is_wanted_and_condas_is_tried(tmp_path):
    found = wanted_by(tmp_path, requirements_txt="numpy\n", environment_yml=YML)
    assert [line.text for line in found.lines] == ["numpy", "tqdm"]
    assert [line.text for line in found.tried] == ["scipy==1.11.*", "torch"]


def test_a_name_of_conda_that_may_be_anybodys_on_pypi_is_left(tmp_path):
    assert wanted_by(tmp_path, environment_yml=YML).left == ("-r other.txt", "r-base==4.*", "somebodys-name")


OPTIONS = ["-r other.txt", "-c other.txt", "-e .", "--index-url https://example.org", "--requirement=other.txt"]


@pytest.mark.parametrize("option", OPTIONS)
def test_a_stock_zip_goes_without_options_of_pip(tmp_path, option):
    found = wanted_by(tmp_path, requirements_txt=f"numpy\n  {option}\n")
    assert ([line.text for line in found.lines], found.left) == (["numpy"], (option,))


@pytest.mark.parametrize("option", OPTIONS)
def test_an_assignments_options_of_pip_are_refused(tmp_path, option):
    bundle = load_bundle(make_zip(tmp_path / "hw.zip", {"q1": SQUARE}, members={"requirements.txt": f"#\n{option}"}))
    ours = msgspec.structs.replace(bundle, environment=Environment())
    with pytest.raises(BundleError, match=r"requirements.txt, line 2: expected a package, found the option '-"):
        wanted(ours)


def test_what_the_sandbox_needs_is_added_unless_the_lines_name_it(tmp_path):
    found = wanted_by(tmp_path, requirements_txt="IPython==8.12\n")
    assert {line.split("==")[0] for line in found.engine(pinned=True)} == {*ENGINE} - {"ipython"}
    assert "msgspec>=0.19" in found.engine(pinned=False)


@pytest.mark.parametrize(
    "text", ["a: [", "a: 2026-99-99", "dependencies: 5", "dependencies: [pip: 5]", "[" * 5000], ids=range(5)
)
def test_an_environment_file_that_is_none_is_named(tmp_path, text):
    with pytest.raises(BundleError, match=r"environment.yml: "):
        wanted_by(tmp_path, environment_yml=text)


def test_an_included_file_stands_in_place_of_its_line(tmp_path):
    (tmp_path / "all.txt").write_text("numpy\n-r more/plots.txt\ntqdm")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/plots.txt").write_text("seaborn\n")
    assert read_requirements(tmp_path / "all.txt") == "numpy\nseaborn\ntqdm\n"


def test_a_file_that_includes_itself_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("-r a.txt\n")
    with pytest.raises(CourseError, match=r"a.txt: includes itself"):
        read_requirements(tmp_path / "a.txt")
