"""The commands as people and CI use them: exit codes, one message for each mistake, JSON, a terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tomllib
import zipfile

import pytest

from autograder import __version__
from autograder.cli.app import COMMANDS, command, main
from tests.conftest import ROOT
from tests.exam.conftest import write_course
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip
from tests.support.wheels import make_wheel, run_in


def autograder(*args, cwd=None):
    command = [sys.executable, "-m", "autograder", *map(str, args)]
    env = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)


@pytest.fixture
def here(monkeypatch, capsys):
    """Runs a command in this process, where one that only speaks costs nothing."""
    before = signal.getsignal(signal.SIGTERM)

    def run(*args, cwd=ROOT):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return subprocess.CompletedProcess(args, end.value.code or 0, said.out, said.err)

    yield run
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def bundle(tmp_path):
    return make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})


@pytest.fixture
def notebook(tmp_path):
    return make_notebook(tmp_path / "ada.ipynb", CHECKED)


def test_version():
    assert autograder("--version").stdout.strip() == f"autograder {__version__}"
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__


@pytest.mark.parametrize("command", ["new", "build", "grade", "verify", "demo", "doctor", "worker"])
def test_every_command_explains_itself(here, command):
    done = here(command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert command in here("--help").stdout


def test_all_graded_is_0_and_prints_the_table_and_the_page(bundle, notebook, tmp_path):
    done = autograder("grade", bundle, notebook, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "ada" in done.stdout
    assert "1 graded" in done.stdout
    assert f"Report: {tmp_path / 'out' / 'index.html'}" in done.stdout
    assert "grading: 1/1" in done.stderr


@pytest.mark.slow
def test_some_ungraded_is_1(bundle, notebook, tmp_path):
    (tmp_path / "empty.ipynb").write_text("")
    done = autograder("grade", bundle, notebook, tmp_path / "empty.ipynb", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "1 graded, 1 ungradable" in done.stdout


@pytest.mark.slow
def test_a_class_is_graded_with_a_uid_for_each_submission(bundle, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can give a submission its own uid")
    make_notebook(tmp_path / "ada.ipynb", CHECKED)
    make_notebook(tmp_path / "bob.ipynb", CHECKED[:2])
    opened = [sys.executable, str(ROOT / "tests" / "hostile" / "elsewhere.py"), "0"]  # where the interpreter is closed
    command = [*opened, sys.executable, "-m", "autograder", "grade", str(bundle)]
    command += [str(tmp_path / "ada.ipynb"), str(tmp_path / "bob.ipynb"), "--isolation", "uid", "--json"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out")], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {r["student"]: r["total"] for r in json.loads(done.stdout)} == {"ada": 7.0, "bob": 4.0}


@pytest.mark.slow
def test_json_is_all_that_json_prints(bundle, notebook, tmp_path):
    done = autograder("grade", bundle, notebook, "--out", tmp_path / "out", "--json")
    (report,) = json.loads(done.stdout)
    assert (report["student"], report["total"], report["possible"]) == ("ada", 7.0, 7.0)
    assert done.stderr == ""


@pytest.mark.slow
def test_tests_that_may_run_inside_are_named_before_anybody_is_graded(notebook, tmp_path):
    source = SQUARE.replace("square(2) == 4", "len({Point(3)}) == 1")
    args = "grade", make_zip(tmp_path / "a.zip", {"q1": source, "q2": TOTAL}), notebook, "--out", tmp_path / "out"
    first, second, third = autograder(*args).stderr.splitlines()
    assert "can be tampered with" in first
    assert second.strip() == "q1: the test hashes objects of class 'Point'"
    assert third.startswith("grading")
    assert "tampered" not in autograder(*args, "--inside", "never").stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("grade", "{tmp}/no.zip", "{notebook}"), r"no.zip"),
        (("grade", "{bundle}", "{tmp}/nobody.ipynb"), r"nobody.ipynb"),
        (("grade", "{notebook}", "{notebook}"), r"ada.ipynb"),
        (("grade", "{bundle}", "{notebook}", "--isolation", "magic"), r"expected auto, namespaces, uid, process, got 'magic'"),
        (("grade", "{bundle}", "{notebook}", "--isolation", "process"), r"add --unsafe"),
        (("grade", "{bundle}", "{notebook}", "--jobs", "-1"), r"--jobs"),
        (("grade", "{bundle}"), r"submissions"),
        (("grade", "{bundle}", "{notebook}", "--executor", "far:8786"), r"expected dask://HOST:PORT .* got 'far:8786'"),
        (("grade", "{bundle}", "{notebook}", "--executor", "dask://far:1", "--unsafe"), r"leave out --unsafe"),
        (("grade", "{bundle}", "{notebook}", "--cpus", "9999"), r"--cpus: expected at most \d+, .*got 9999"),
        (("grade", "{bundle}", "{notebook}", "--memory", "0.5"), r"--memory: one submission may take 4\.5 GiB"),
        (("worker", "far:8786"), r"expected dask://HOST:PORT .* got 'far:8786'"),
        (("build", "perceptrn", "--course", str(ROOT)), r"did you mean 'perceptron'\?"),
        (("build", "--course", "{tmp}"), r"expected a course \(a folder with assignments"),
        (("verify", "nothing", "--course", str(ROOT)), r"no assignment, exam or question 'nothing'"),
        (("verify", "hinge_valeu", "--course", str(ROOT)), r"did you mean 'hinge_value'\?"),
        (("verify", "quiz-01", "--since", "no-such", "--course", str(ROOT)), r"expected a (revision|git repository)"),
        (("new", "a/b", "--course", "{tmp}"), r"expected letters, digits, _ and -, got 'a/b'"),
        (("fly",), r"No such command 'fly'"),
    ],
)  # fmt: skip
def test_mistakes_are_2_with_one_message_and_no_traceback(here, bundle, notebook, tmp_path, args, message):
    filled = [a.format(tmp=tmp_path, bundle=bundle, notebook=notebook) for a in args]
    done = here(*filled, "--out", tmp_path / "out") if args[0] == "grade" else here(*filled, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert re.search(message, done.stderr), done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_an_instructor_from_new_to_a_verified_and_graded_class(tmp_path):
    assert autograder("new", "means", cwd=tmp_path).returncode == 0
    built = autograder("build", "--stock", "--json", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)[0]["name"] == "means"
    verified = autograder("verify", cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    make_notebook(tmp_path / "bob.ipynb", ["import numpy as np\ndef column_means(X):\n    return np.mean(X, axis=0)"])
    graded = autograder("grade", "means", "bob.ipynb", "--json", cwd=tmp_path)
    assert [r["total"] for r in json.loads(graded.stdout)] == [4.0]


@pytest.mark.slow
def test_verify_fails_on_a_gap_and_names_the_file(tmp_path):
    autograder("new", "means", cwd=tmp_path)
    wrong = tmp_path / "solutions" / "means" / "accepted" / "loops.py"
    wrong.write_text(re.sub(r"return .*", "return X.mean()", wrong.read_text()))
    done = autograder("verify", cwd=tmp_path)
    assert done.returncode == 1
    assert "loops.py" in done.stdout


def test_verify_proves_an_exam_or_a_question_by_its_name(tmp_path):
    write_course(tmp_path, names=("total", "pick"))
    done = autograder("verify", "trial", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (proof,) = json.loads(done.stdout)
    assert (proof["exam"], [q["question"] for q in proof["questions"]]) == ("trial", ["total", "pick"])
    assert all(q["drawn"] == 1000 and q["told"] == q["mistakes"] > 0 for q in proof["questions"])
    done = autograder("verify", "assignments/exams/bank/grid.py", cwd=tmp_path)
    assert done.returncode == 1
    assert "grid: no named mistake" in done.stdout


@pytest.mark.slow
def test_a_terminal_gets_a_live_bar_with_rate_and_time_left(bundle, tmp_path):
    for i in range(4):
        make_notebook(tmp_path / f"s{i}.ipynb", [f"me = {i}", *CHECKED])
    command = [sys.executable, "-m", "autograder", "grade", str(bundle), *map(str, tmp_path.glob("*.ipynb"))]
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "out")], stdout=slave, stderr=slave, stdin=slave, close_fds=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "90", "LINES": "30"},
    )  # fmt: skip
    os.close(slave)
    seen = b""
    while select.select([master], [], [], 60)[0]:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
    assert process.wait(30) == 0
    os.close(master)
    text = seen.decode()
    assert "4/4" in text
    assert re.search(r"\d/s", text)
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h")  # the cursor comes back
    plain = re.sub(
        r"\x1b\[[0-9;?]*[A-Za-z]", "", text.partition("Report:")[0]
    )  # what was slow comes after it, unbroken
    assert max(map(len, plain.splitlines())) <= 90


@pytest.mark.slow
def test_the_wheel_ships_the_tool_alone(tmp_path):
    """The answer key is never installed where student code could see it; templates are."""
    names = zipfile.ZipFile(make_wheel(tmp_path)).namelist()
    assert {n.split("/")[0] for n in names if ".dist-info/" not in n} == {"autograder"}
    assert "autograder/course/templates/NAME.py.tmpl" in names
    assert any(n.startswith("autograder/report/") and n.endswith(".html.j2") for n in names)


def test_messages_name_the_distribution_that_is_published():
    """`autograder` on the package index is somebody else's."""
    name = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
    said = [p for folder in ("autograder", "docs", "README.md") for p in [ROOT / folder, *(ROOT / folder).rglob("*")]]
    texts = [p.read_text() for p in said if p.suffix in (".py", ".md", ".tmpl")]
    assert not any(re.search(r"pip install (-\S+ )*autograder", text) for text in texts)
    assert sum(f"pip install {name}" in text for text in texts) >= 3


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_only_speaks_imports_no_library_that_takes_its_time(option):
    code = f"""import sys; sys.argv = ["autograder", {option!r}]
from autograder.cli.app import COMMANDS, command, main
try:
    main()
finally:
    print("loaded:", sorted({{"numpy", "pandas", "otter", "torch", "IPython", "matplotlib", "nbformat"}} & {{*sys.modules}}))"""
    done = run_in([sys.executable, "-c", code], ROOT)
    assert "loaded: []" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name):
    assert command(name).help.split("\n\n")[0].replace("\n", " ") == COMMANDS[name][1]
