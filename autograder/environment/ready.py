"""Before the first submission: the student's interpreter is there, and what tests and notebooks import is in it.

One sentence says what is missing everywhere, with the command that mends it. A package that a test or the course needs
is an error; one that notebooks alone import costs them a cell, and the sentence says how many.
"""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from autograder.bundle import Bundle
from autograder.distributions import DISTRIBUTIONS, distribution, tops
from autograder.engine.judge.imports import KNOWN
from autograder.environment.imports import absent, absent_here, by_cell, by_test, exactly, roughly
from autograder.environment.install import installed
from autograder.environment.interpreter import holds, interpreter
from autograder.environment.requirements import MODULES, wanted
from autograder.errors import BundleError
from autograder.submissions import Submission

# Found wherever this runs: the library, what this package depends on, the sandbox's stand-in of otter.
ALWAYS = frozenset({*sys.stdlib_module_names, "IPython", "matplotlib", "numpy", "otter"})


class Ready(msgspec.Struct, frozen=True):
    """What grading needs to know.

    Args:
        python: the student's interpreter; None is this one.
        lacking: submission → packages that it imports and does not get.
        environment: SHA-256 of what that interpreter holds.
        common: packages of those that everybody knows that so many notebooks import that all sandboxes begin with them.
    """

    python: str | None
    lacking: dict[str, tuple[str, ...]] = {}
    environment: str = ""
    common: tuple[str, ...] = ()


def ready(
    bundle: Bundle,
    submissions: Sequence[Submission] = (),
    say: Callable[[str], None] = lambda text: None,
    *,
    install: bool = True,
) -> Ready:
    """Makes ready what students' code runs in, and looks for what is missing.

    Args:
        say: is told one sentence of what notebooks will not find, and of an installation.
        install: False: with what is there, whatever the bundle asks for.

    Raises:
        BundleError: what a test or the course needs is missing, or an `[environment]` cannot be installed.
    """
    if bundle.inside != "always":
        _check_tests(bundle)
    python = _chosen(bundle, say) if install and bundle.environment else None
    imports = _imports(bundle, submissions)
    gone = absent(python, _unsure(bundle, python, imports.values()))
    missed, among = _missed(submissions, gone, imports), len(submissions)
    if install and bundle.environment is None and _worth_installing(bundle, gone, imports[""], missed.values(), among):
        try:
            python = installed(wanted(bundle), interpreter(""), say)
        except BundleError as e:  # such lists are often too old to be installed
            say(f"{e}; students' code runs in {sys.executable} instead")
        else:
            gone = absent(python, _unsure(bundle, python, imports.values()))
            missed = _missed(submissions, gone, imports)
    _check_course(bundle, python, gone)
    lacking = {name: tuple(sorted(names)) for name, names in missed.items() if names}
    if lacking:
        say(_sentence(bundle, python, lacking, among))
    return Ready(python, lacking, holds(python), _common(imports, among))


def chosen_elsewhere(bundle: Bundle, say: Callable[[str], None] = lambda text: None) -> str:
    """The same environment of a bundle as `ready` has made on another machine, made here.

    Raises:
        BundleError: it cannot be installed.
    """
    return _chosen(bundle, say) if bundle.environment else installed(wanted(bundle), interpreter(""), say)


def _chosen(bundle: Bundle, say: Callable[[str], None]) -> str:
    """The interpreter that the assignment asks for."""
    assert bundle.environment is not None
    base = interpreter(bundle.environment.python)
    if bundle.environment_files.get("requirements.txt", b"").strip() or "/" not in bundle.environment.python:
        return installed(wanted(bundle), base, say)
    if gone := absent(base.path, MODULES):  # somebody keeps that one: nothing is installed into it
        raise BundleError(
            f"[environment] python: {base.path} lacks what a sandbox needs ({', '.join(sorted(gone))}): "
            f"{_command(base.path, gone)}"
        )
    return base.path


def _imports(bundle: Bundle, submissions: Iterable[Submission]) -> dict[str, set[str]]:
    """Submission → packages that it may import; "": those of the bundle's own modules, which every notebook may use."""
    beside = {name: data for name, data in bundle.files_for_students().items() if name.endswith(".py")}
    own = _modules(bundle.files_for_students())
    shared = {n for data in beside.values() for n in by_cell(data.decode("utf-8", "replace"))} - own
    return {"": shared, **{s.id: roughly(s) - own for s in submissions}}


def _unsure(bundle: Bundle, python: str | None, imports: Iterable[set[str]]) -> set[str]:
    """The names that only the interpreter can tell of."""
    names = set().union(tops(bundle.packages), _by_tests_inside(bundle), *imports)
    return names - (ALWAYS if python is None else sys.stdlib_module_names | {"otter"})


def _by_tests_inside(bundle: Bundle) -> set[str]:
    """What tests import that run in the student's process alone."""
    return {n for q in bundle.questions for n in by_test(q.test_source)} if bundle.inside == "always" else set()


def _missed(submissions: Iterable[Submission], gone: set[str], imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Submission → packages that its cells import in vain."""
    return {s.id: gone & exactly(s) for s in submissions if gone & imports[s.id]}


def _common(imports: Mapping[str, set[str]], among: int) -> tuple[str, ...]:
    """What is cheaper to import once than in each sandbox: one notebook's import costs what 100 larger forks do."""
    counts = Counter(name for names in imports.values() for name in names)
    return tuple(name for name in KNOWN if counts[name] >= 2 and 100 * counts[name] >= among)


def _modules(files: Collection[str]) -> set[str]:
    """Modules and packages among files."""
    return {name.split("/")[0].removesuffix(".py") for name in files}


def _worth_installing(bundle: Bundle, gone: set[str], shared: set[str], missed: Iterable[set[str]], among: int) -> bool:
    """Whether a stock zip's requirements may help: its modules, its tests or most notebooks miss something.

    They often list dozens of packages that nobody imports, and one notebook does not choose where the class runs.
    """
    if not bundle.environment_files:
        return False
    listed = _listed(bundle)
    tests = {n for n in gone & _by_tests_inside(bundle) if distribution(n) in listed}  # others may be a student's
    counts = Counter(name for names in missed for name in names)
    return bool(gone & shared or tests) or any(count >= 2 and 2 * count > among for count in counts.values())


def _check_tests(bundle: Bundle) -> None:
    """Tests run in the judge's own interpreter."""
    own = _modules((*bundle.files, *bundle.judge_path)) | {"otter", "autograder"}
    users: dict[str, str] = {}
    for question in bundle.questions:
        for name in by_test(question.test_source) - own - sys.stdlib_module_names:
            users.setdefault(name, question.test_path)
    if gone := absent_here(users):
        which = ", ".join(f"{name} ({users[name]})" for name in sorted(gone))
        raise BundleError(
            f"{bundle.name}: tests import {which}, which the Python that judges does not have; to install: "
            f"{_command(sys.executable, gone)}"
        )


def _check_course(bundle: Bundle, python: str | None, gone: set[str]) -> None:
    """What the course promises is there for students' code."""
    promised = gone & set(tops(bundle.packages))
    tests = gone & _by_tests_inside(bundle) & DISTRIBUTIONS.keys()  # another name may be a module of the student's
    if needed := promised | tests:
        what = f"packages: {', '.join(sorted(promised))}" if promised else f"tests import {', '.join(sorted(needed))}"
        raise BundleError(f"{bundle.name}: {what}: {_not_there(bundle, python, needed)}")


def _sentence(bundle: Bundle, python: str | None, lacking: Mapping[str, tuple[str, ...]], among: int) -> str:
    """What notebooks import in vain."""
    counts = Counter(name for names in lacking.values() for name in names)
    which = ", ".join(f"{name} ({count} of {among} submissions)" for name, count in counts.most_common(20))
    return f"notebooks import {which}: {_not_there(bundle, python, counts)}; until then those cells fail"


def _not_there(bundle: Bundle, python: str | None, names: Iterable[str]) -> str:
    """That students' code does not find these, and what helps; a name that only students say is in no command."""
    vouched = {*tops(bundle.packages), *DISTRIBUTIONS}
    listed = _listed(bundle)
    known = {n for n in names if n in vouched or distribution(n) in listed}
    said = f"students' code runs in {python or sys.executable}, which does not have "
    said += "these" if len(set(names)) > 1 else "this"
    if python is not None and bundle.environment_files:
        which = ", ".join(sorted(map(distribution, known))) or "what the course allows"
        return f"{said}; add to requirements.txt: {which}"
    return f"{said}; to install: {_command(python or sys.executable, known)}"


def _listed(bundle: Bundle) -> set[str]:
    """Distributions that the bundle's lists name; none of a list that cannot be read."""
    try:
        return wanted(bundle).names()
    except BundleError:
        return set()


def _command(python: str, names: Collection[str]) -> str:
    what = " ".join(sorted(map(distribution, names))) or "PACKAGE (what the course allows)"
    return f"{python} -m pip install {what}"
