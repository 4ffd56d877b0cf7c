"""What a change since a git revision touches, in a small course under git."""

import subprocess

import pytest

from autograder.errors import UsageError
from autograder.exam.questions.question import Question
from autograder.exam.sheets.exam import question_files
from autograder.proof import changed
from autograder.proof.changed import TOOL, Change, Imports, Touched, change_since
from tests.exam.conftest import QUESTIONS, write_question

USES = '# %% tags=["variant"]\nfrom reference.unit.losses import loss\n'


def git(place, *arguments):
    names = ("-c", "user.name=A", "-c", "user.email=a@uni.edu", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", "-C", str(place), *names, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def course(tmp_path):
    """Two assignments, two questions, an answer key of four modules; committed on main."""
    root = tmp_path / "repository" / "course"
    files = {
        "assignments/first/assignment.toml": "",
        "assignments/first/hidden/q1.py": "from reference.unit.losses import loss\n",
        "assignments/second/assignment.toml": "",
        "assignments/second/hidden/q1.py": "from autograder.checks import trains_to\n",
        "solutions/second/accepted/a.py": "",
        "reference/__init__.py": "",
        "reference/unit/__init__.py": "",
        "reference/unit/losses.py": "from reference.unit import sums\n",
        "reference/unit/sums.py": "",
        "reference/unit/table.csv": "1,2",
        "reference/unit/mistakes/losses.py": "",
        "reference/other/__init__.py": "",
        "reference/other/alone.py": "",
        "assignments/exams/trial/exam.toml": 'title = "T"\n[[questions]]\nuse = "pick"\n',
        "notes.md": "",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    bank = root / "assignments/exams/bank"
    write_question(bank, "pick", QUESTIONS["pick"])
    write_question(bank, "total", QUESTIONS["total"].replace('# %% tags=["variant"]\n', USES))
    git(root.parent, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def touched(root, change):
    """Names of what is touched."""
    found = Touched(root, change)
    files = question_files(root / "assignments/exams/bank")
    questions = {n: Question(p, root, None, (), {}, None, "") for n, p in files.items()}
    folders = sorted(p.parent for p in root.glob("assignments/*/assignment.toml"))
    names = {f.name for f in folders if found.assignment(f)} | found.questions(questions) | found.exams()
    return names, found.everything(changed.ASSIGNMENTS), found.everything(changed.EXAMS)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("notes.md", set()),
        ("assignments/first/first.py", {"first"}),
        ("assignments/second/hidden/q1.py", {"second"}),
        ("solutions/second/rejected/new.py", {"second"}),
        ("assignments/exams/bank/pick.py", {"pick"}),
        ("assignments/exams/bank/hidden/pick.py", {"pick"}),
        ("assignments/exams/trial/exam.toml", {"trial"}),
        ("reference/unit/losses.py", {"first", "total"}),
        ("reference/unit/sums.py", {"first", "total"}),  # through losses
        ("reference/unit/mistakes/losses.py", {"first", "total"}),
        ("reference/unit/table.csv", {"first", "total"}),
        ("reference/unit/__init__.py", {"first", "total"}),
        ("reference/other/alone.py", set()),
    ],
)
def test_a_changed_file_touches_what_it_is_part_of_and_what_imports_it(course, file, expected):
    (course / file).parent.mkdir(parents=True, exist_ok=True)
    (course / file).write_text("changed = 1\n")
    change = change_since(course)
    assert change.files == {course / file}
    assert touched(course, change) == (expected, None, None)


def test_a_module_that_is_gone_touches_what_imported_it(course):
    (course / "reference/unit/sums.py").unlink()
    assert touched(course, change_since(course))[0] == {"first", "total"}


@pytest.mark.parametrize(
    ("file", "assignments", "exams"),
    [
        ("engine/sandbox/shell.py", True, True),  # a file that sandboxes run, and nothing imports
        ("proof/verify.py", True, False),
        ("exam/questions/draw.py", False, True),
        ("cli/console.py", False, False),
        ("importers/otter.py", False, False),
    ],
)
def test_a_change_of_the_tool_touches_all_that_it_proves(course, file, assignments, exams):
    path = TOOL / file
    assert path.is_file()
    names, of_assignments, of_exams = touched(course, Change("x", frozenset({path})))
    assert (of_assignments, of_exams) == (path if assignments else None, path if exams else None)
    assert names == set()


def test_a_change_of_one_check_touches_the_tests_that_import_it(course):
    names, *everything = touched(course, Change("x", frozenset({TOOL / "checks/training.py"})))
    assert (names, everything) == ({"second"}, [None, None])


def test_what_is_installed_touches_everything(course):
    path = course.parent / "pyproject.toml"
    assert touched(course, Change("x", frozenset({path})))[1:] == (path, path)


def test_a_package_hands_a_name_on(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/__init__.py").write_text("from shop.fruit import apple\nfrom shop.bread import rye\n")
    (tmp_path / "shop/fruit.py").write_text("apple = 1\n")
    (tmp_path / "shop/bread.py").write_text("rye = 1\n")
    assert "shop.fruit" in (found := Imports([tmp_path]).reached(["shop.apple"]))
    assert "shop.bread" not in found
    assert Imports([tmp_path]).reached(["shop"]) >= {"shop.fruit", "shop.bread"}


def test_with_nothing_uncommitted_a_branch_is_compared_with_where_it_left_main(course):
    git(course, "checkout", "-qb", "branch")
    (course / "assignments/exams/bank/pick.py").write_text("changed = 1\n")
    git(course, "commit", "-qam", "second")
    assert touched(course, change_since(course))[0] == {"pick"}
    (course / "notes.md").write_text("more")  # uncommitted: against HEAD
    assert touched(course, change_since(course))[0] == set()
    assert touched(course, change_since(course, "main"))[0] == {"pick"}
    git(course, "checkout", "-q", "--", ".")
    git(course, "checkout", "-q", "main")
    assert change_since(course).files == set()


def test_outside_git_and_for_an_unknown_revision_there_is_one_message(course, tmp_path):
    with pytest.raises(
        UsageError, match=r"expected a git repository to compare with, found none \(.*not a git repository"
    ):
        change_since(tmp_path)
    with pytest.raises(UsageError, match="--since: expected a revision of .*, got 'v9', which git does not know"):
        change_since(course, "v9")
    git(course, "branch", "-qm", "trunk")
    with pytest.raises(UsageError, match="there is no branch `main` to compare with; say since when"):
        change_since(course)
