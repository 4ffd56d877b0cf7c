"""A bundle: all that grading needs, in one zip. Ours, or any `autograder.zip` of stock Otter 7.

    otter_config.json      Otter's own configuration (absent in some older zips)
    tests/<question>.py    Otter test files, OK or exception format; run by the judge alone
    files/...              data that student code finds beside the notebook
    bundle.json            ours only: title, questions, limits, aliases, hashes
    requirements.txt, environment.yml    what students' code may import (ours: where bundle.json says so)
    judge/...              ours only: the answer key (`reference`), the solved and the untouched notebook

Nothing is executed or extracted here; sizes are capped as the zip is read.
"""

import ast
import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec
import nbformat

from autograder.archive import is_link, points_outside, skipped
from autograder.errors import BundleError
from autograder.limits import Limits
from autograder.results import Inside

FORMAT = 1
CONFIG = "otter_config.json"
MANIFEST = "bundle.json"
REQUIREMENTS, ENVIRONMENT_YML = "requirements.txt", "environment.yml"
TESTS, FILES, JUDGE = "tests/", "files/", "judge/"  # folders
SOLVED, UNTOUCHED = f"{JUDGE}solution.ipynb", f"{JUDGE}student.ipynb"
MAX_MEMBERS = 10_000
MAX_BYTES = 1 << 30
ZIP_TIME = (2020, 1, 1, 0, 0, 0)


class QuestionInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A question in bundle.json."""

    title: str
    points: float
    requires: tuple[str, ...] = ()  # earlier questions that it builds on
    manual: bool = False  # people mark it


class Environment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Students' code runs in an interpreter of its own, with what requirements.txt says."""

    python: str = ""  # "3.12", or a path; else the one that grades
    wheels: str = ""  # the folder that everything is installed from


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """bundle.json."""

    format: int
    name: str
    title: str
    disclosure: str
    questions: dict[str, QuestionInfo]
    packages: tuple[str, ...]
    aliases: dict[str, str]
    limits: Limits
    seed: int | None
    key_files: tuple[str, ...] = ()  # folders under files/ that hold the answer key (stock zips of a course)
    inside: Inside = "never"
    imported: bool = False  # its tests were written for Otter or nbgrader
    environment: Environment | None = None
    contact: str = ""  # where a student objects
    class_mean: bool = False  # students' reports tell it


class QuestionSpec(msgspec.Struct, frozen=True):
    """One test file."""

    name: str  # the file's stem; results go by the name inside the file
    test_source: str
    test_path: str
    title: str = ""


class Bundle(msgspec.Struct, frozen=True):
    """A loaded bundle."""

    name: str
    title: str
    questions: tuple[QuestionSpec, ...]
    config: dict[str, Any]  # otter_config.json
    files: dict[str, bytes]
    limits: Limits
    seed: int | None
    seed_variable: str | None
    assignment_name: str | None  # what a submission's notebook must say, when it says anything
    aliases: dict[str, str]
    packages: tuple[str, ...]
    disclosure: str
    possible: float  # 0 when unknown before the tests are run
    judge_path: dict[str, bytes]  # the answer key, for the judge's sys.path
    key_files: tuple[str, ...]
    sha256: str
    requires: dict[str, tuple[str, ...]] = {}  # question → earlier questions that it builds on
    stock: bool = False  # an `autograder.zip` of Otter, or imported: its tests expect what Otter does
    inside: Inside = "fallback"  # what stock Otter's tests need, and do always
    environment: Environment | None = None
    environment_files: dict[str, bytes] = {}  # requirements.txt and environment.yml, where they count
    contact: str = ""  # for the students' reports
    class_mean: bool = False  # they tell it
    manual: frozenset[str] = frozenset()  # questions that people mark

    def with_inside(self, inside: Inside | None) -> "Bundle":
        """This bundle, judged in another mode; None: in its own."""
        if inside is None or inside == self.inside:
            return self
        digest = hashlib.sha256(f"{self.sha256} {inside}".encode()).hexdigest()
        return msgspec.structs.replace(self, inside=inside, sha256=digest)

    def with_questions(self, questions: tuple[QuestionSpec, ...]) -> "Bundle":
        """This bundle with the questions of one student."""
        digest = hashlib.sha256(self.sha256.encode() + msgspec.json.encode(questions)).hexdigest()
        return msgspec.structs.replace(self, questions=questions, sha256=digest)

    def counted(self, points: float, possible: float) -> tuple[float, float, tuple[str, ...]]:
        """What the points of the questions count: total and possible by Otter's own `points_possible` and
        `score_threshold`, and the line that says so. Every output shows this and nothing else."""
        worth, threshold = self.config.get("points_possible"), self.config.get("score_threshold")
        if worth is None and threshold is None:
            return points, possible, ()
        share, most = (points / possible if possible else 0.0), possible if worth is None else float(worth)
        said = f"The questions earned {points:g} of {possible:g} points."
        if threshold is None:
            return share * most, most, (f"{said} They count as {share * most:g} of {most:g} (`points_possible`).",)
        most = most or possible  # as Otter does
        passed = share >= threshold
        reached = "reaches" if passed else "does not reach"
        line = f"{said} That {reached} the pass mark of {100 * threshold:g} % (`score_threshold`): all points or none."
        return most if passed else 0.0, most, (line,)

    def handed_out(self) -> frozenset[str]:
        """The sources of the code cells of the notebook that was handed out; none when the bundle does not hold it."""
        cells = self.untouched_cells()
        return frozenset(c.source.strip() for c in cells if c.cell_type == "code" and c.source.strip())

    def modules(self) -> frozenset[str]:
        """Modules among these files: notebook and tests import the same."""
        names = (n.split("/")[0] for n in self.files_for_students() if n.endswith(".py"))
        return frozenset(name.removesuffix(".py") for name in names)

    def untouched_cells(self) -> list[Any]:
        """The cells of the notebook that was handed out; none when the bundle does not hold it."""
        data = self.judge_path.get(UNTOUCHED.removeprefix(JUDGE))
        return list(nbformat.reads(data.decode(), as_version=4).cells) if data else []

    def files_for_students(self) -> dict[str, bytes]:
        """What lies beside the notebook in a sandbox: the files without an answer key."""
        return {n: d for n, d in self.files.items() if n.split("/")[0] not in self.key_files}


def _members(path: Path) -> dict[str, bytes]:
    """All files of the zip, within the caps."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as e:
        raise BundleError(
            f"{path}: expected a bundle or an Otter autograder.zip, but it cannot be opened: {e}"
        ) from None
    with archive:
        infos = [i for i in archive.infolist() if not i.is_dir()]
        if len(infos) > MAX_MEMBERS:
            raise BundleError(f"{path}: {len(infos)} files in the zip; at most {MAX_MEMBERS} are read")
        found: dict[str, bytes] = {}
        left = MAX_BYTES
        for info in infos:
            if points_outside(info.filename):
                raise BundleError(f"{path}: the member {info.filename!r} points outside the zip; build it again")
            if is_link(info):
                continue
            try:
                with archive.open(info) as f:
                    data = f.read(left + 1)
            except Exception as e:  # each decompressor has errors of its own
                raise BundleError(f"{path}: {info.filename} cannot be read: {e}") from None
            left -= len(data)
            if left < 0:
                raise BundleError(f"{path}: larger than {MAX_BYTES >> 20} MiB when unpacked")
            found[str(PurePosixPath(info.filename))] = data
    return found


def _decoded(path: Path, name: str, data: bytes | None, kind: Any) -> Any:
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise BundleError(f"{path}: {name}: {e}") from None


def _check_config(path: Path, config: Mapping[str, Any]) -> None:
    """Otter's settings that decide about points, seeds and names are of their types."""
    numbers, texts = ("points_possible", "score_threshold"), ("assignment_name", "seed_variable")
    for key in (*numbers, *texts):
        value = config.get(key)
        kind: Any = int | float if key in numbers else str
        if value is None or (isinstance(value, kind) and not isinstance(value, bool) and (key in texts or value >= 0)):
            continue
        expected = "a number that is not negative" if key in numbers else "text"
        raise BundleError(f"{path}: {CONFIG}: {key}: expected {expected}, got {value!r}")


def load_bundle(path: Path) -> Bundle:
    """The bundle at `path`.

    Raises:
        BundleError: not a zip, no tests, two of one name, an R assignment, another format, a damaged or oversized file.
    """
    members = _members(path)
    config = _decoded(path, CONFIG, members.get(CONFIG), dict[str, Any]) or {}
    _check_config(path, config)
    manifest: Manifest | None = _decoded(path, MANIFEST, members.get(MANIFEST), Manifest)
    if manifest and manifest.format != FORMAT:
        raise BundleError(f"{path}: bundle.json: format: expected {FORMAT}, got {manifest.format}; build it again")
    if config.get("lang", "python") != "python":
        raise BundleError(f"{path}: otter_config.json: lang: expected python, got {config['lang']!r}")
    titles = {n: q.title for n, q in manifest.questions.items()} if manifest else {}
    questions = []
    for name in sorted(members):
        parts = name.split("/")
        if len(parts) == 2 and name.startswith(TESTS) and name.endswith(".py") and parts[1] != "__init__.py":
            stem = parts[1].removesuffix(".py")
            try:
                source = members[name].decode("utf-8-sig")
            except UnicodeDecodeError:
                raise BundleError(f"{path}: {name}: expected UTF-8 text") from None
            questions.append(QuestionSpec(stem, source, name, titles.get(stem, "")))
    if not questions:
        raise BundleError(
            f"{path}: expected test files tests/*.py, found none; give the autograder zip that `otter assign` or "
            "`autograder build` wrote, not the student zip"
        )
    _refuse_equal_names(path, questions)
    files = {n.removeprefix(FILES): d for n, d in members.items() if n.startswith(FILES)}
    judge = {n.removeprefix(JUDGE): d for n, d in members.items() if n.startswith(JUDGE)}
    digest = hashlib.sha256()
    for name in sorted(members):
        digest.update(f"{name}\0{len(members[name])}\0".encode() + members[name])
    seed = config.get("seed")
    environment = manifest.environment if manifest else None
    listed = (REQUIREMENTS, ENVIRONMENT_YML) if manifest is None else (REQUIREMENTS,) if environment else ()
    return Bundle(
        name=manifest.name if manifest else str(config.get("assignment_name") or path.stem),
        title=manifest.title if manifest else str(config.get("assignment_name") or path.stem),
        questions=tuple(questions),
        config=config,
        files=files,
        limits=manifest.limits if manifest else Limits(),
        seed=seed if isinstance(seed, int) else manifest.seed if manifest else None,
        seed_variable=config.get("seed_variable"),
        assignment_name=config.get("assignment_name"),
        aliases=manifest.aliases if manifest else {},
        packages=manifest.packages if manifest else (),
        disclosure=manifest.disclosure if manifest else ("full" if config.get("show_hidden") else "name"),
        possible=sum(q.points for q in manifest.questions.values()) if manifest else 0.0,
        judge_path=judge,
        key_files=manifest.key_files if manifest else (),
        sha256=digest.hexdigest(),
        requires={n: q.requires for n, q in manifest.questions.items() if q.requires} if manifest else {},
        stock=manifest is None or manifest.imported,
        inside=manifest.inside if manifest else "fallback",
        environment=environment,
        environment_files={name: members[name] for name in listed if name in members},
        contact=manifest.contact if manifest else "",
        class_mean=manifest.class_mean if manifest else False,
        manual=frozenset(n for n, q in manifest.questions.items() if q.manual) if manifest else frozenset(),
    )


def _refuse_equal_names(path: Path, questions: list[QuestionSpec]) -> None:
    """Results go by the name in a test file, and `grader.check` by the file's: one name for two files loses one."""
    known: dict[str, QuestionSpec] = {}
    for question in questions:
        for name in {question.name, _name_in(question.test_source) or question.name}:
            other = known.setdefault(name, question)
            if other is not question:
                raise BundleError(
                    f"{path}: {other.test_path} and {question.test_path} both stand for {name!r} (by a `name` in it, "
                    "or as its file name), so that one would hide the other; give one of them another name"
                )


def _name_in(source: str) -> str | None:
    """The name that a test file gives itself, where it is written out."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # it is refused, with its reason, when it is run
        return None
    found = None
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
            if name == "test" and isinstance(value, ast.Dict):
                entries = zip(value.keys, value.values, strict=True)
                value = next((v for k, v in entries if isinstance(k, ast.Constant) and k.value == "name"), value)
            if name in ("name", "test") and isinstance(value, ast.Constant) and isinstance(value.value, str):
                found = value.value
    return found


def solved_and_untouched(path: Path) -> tuple[nbformat.NotebookNode, nbformat.NotebookNode]:
    """The two notebooks inside a bundle of ours.

    Raises:
        BundleError: it has none: a stock zip, or one that was written without its course.
    """
    with zipfile.ZipFile(path) as z:
        try:
            texts = [z.read(name).decode() for name in (SOLVED, UNTOUCHED)]
        except KeyError:
            raise BundleError(f"{path}: has no solved notebook; build the assignment from its course") from None
    solved, untouched = (nbformat.read(io.StringIO(text), as_version=4) for text in texts)
    return solved, untouched


def write_bundle(path: Path | IO[bytes], members: Mapping[str, bytes], programs: Collection[str] = ()) -> None:
    """Writes a zip; the same members give the same bytes.

    Args:
        programs: members that can be run.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for member in sorted(members):
            info = zipfile.ZipInfo(member, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o755 if member in programs else 0o644) << 16
            z.writestr(info, members[member])


def as_json(value: Any) -> bytes:
    """A member that holds JSON."""
    return (json.dumps(value, indent=2, sort_keys=True) + "\n").encode()


def tree(path: Path, prefix: str, suffix: str = "") -> dict[str, bytes]:
    """The file at `path`, or all files below it, as members: without what is hidden or what systems leave behind."""
    if path.is_file():
        return {prefix: path.read_bytes()}
    files = {p.relative_to(path).as_posix(): p for p in sorted(path.rglob("*")) if p.is_file()}
    return {f"{prefix}/{n}": p.read_bytes() for n, p in files.items() if n.endswith(suffix) and not skipped(n)}
