"""Writes the zip that staff upload as an autograder.

setup.sh  run_autograder            Gradescope starts them, as root
bundle.zip                          tests, answer key, limits: nobody but root may read it there
judged_notebooks-….whl              this package
requirements.txt                    what it and the tests import, pinned to the versions that are here
"""

import io
import math
import sys
from importlib import metadata
from pathlib import Path

import msgspec

from autograder.bundle import REQUIREMENTS, Bundle, load_bundle, write_bundle
from autograder.distributions import distribution, tops
from autograder.environment.imports import by_test
from autograder.files import write_atomic
from autograder.gradescope.wheel import own_wheel, pinned
from autograder.lms.gradescope import LONGEST_MIN, SMALLEST_MB

BUNDLE = "bundle.zip"
SCRIPTS = ("setup.sh", "run_autograder")
# the index of torch's builds without CUDA: an image with it is 5 GB larger, and there is no GPU
TORCH = ("--extra-index-url https://download.pytorch.org/whl/cpu",)
TORCH_MB = 3072


class Packaged(msgspec.Struct, frozen=True):
    """What was written, and what staff set at Gradescope."""

    path: Path
    minutes: int  # the container's time limit
    memory_mb: int
    points: float  # of the assignment; 0 where only the tests tell
    warnings: tuple[str, ...] = ()


def package(bundle_path: Path, out: Path) -> Packaged:
    """Writes `out`; the same bundle and the same installation give the same bytes.

    Raises:
        BundleError: not a bundle.
        UsageError: this package is not installed.
    """
    bundle = load_bundle(bundle_path)
    lines, loose = pinned(_distributions(bundle))
    torch = any(line.startswith("torch==") for line in lines)
    members = {name: (Path(__file__).parent / name).read_bytes() for name in SCRIPTS}
    version = sys.version_info[:3]
    for mark, text in {
        "@PYTHON@": "python{}.{}".format(*version),
        "@VERSION@": "{}.{}.{}".format(*version),
        "@TUPLE@": "{}, {}, {}".format(*version),
    }.items():
        members["setup.sh"] = members["setup.sh"].replace(mark.encode(), text.encode())
    members[BUNDLE] = bundle_path.read_bytes()
    members[REQUIREMENTS] = "".join(f"{line}\n" for line in (*(TORCH if torch else ()), *lines)).encode()
    name, wheel = own_wheel()
    members[name] = wheel
    data = io.BytesIO()
    write_bundle(data, members, SCRIPTS)
    write_atomic(out, data.getvalue())
    # half a core: all that a submission may use takes twice as long
    minutes = math.ceil(2 * bundle.limits.total_s / 60) + 2
    warnings = [f"{line}: not installed here, so the container takes any version" for line in loose]
    if minutes > LONGEST_MIN:
        warnings.append(
            f"total_s = {bundle.limits.total_s:g}: a slow submission may need {minutes} minutes, and Gradescope ends a "
            f"container after {LONGEST_MIN} at most; what it ends has no score. Lower `total_s`"
        )
    memory = TORCH_MB if torch else SMALLEST_MB
    return Packaged(out, min(minutes, LONGEST_MIN), memory, bundle.possible, tuple(warnings))


def _distributions(bundle: Bundle) -> set[str]:
    """What holds the packages that students, tests and the answer key import."""
    files = {**bundle.judge_path, **bundle.files}
    sources = [q.test_source for q in bundle.questions]
    sources += [data.decode("utf-8", "replace") for name, data in files.items() if name.endswith(".py")]
    own = {name.split("/")[0].removesuffix(".py") for name in files}
    imported = set(tops(bundle.packages)).union(*map(by_test, sources)) - own - sys.stdlib_module_names
    here = metadata.packages_distributions()
    return {here.get(name, [distribution(name)])[0] for name in imported - {"autograder", "otter"}}
