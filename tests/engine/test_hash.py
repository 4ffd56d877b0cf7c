"""The engine's hash is that of every file of the package: reports made by another version are not reused."""

import shutil
from pathlib import Path

import autograder
from autograder.engine.judge.zygote import engine_sha256, source_sha256

PACKAGE = Path(autograder.__file__).parent


def copy(folder):
    """The package, elsewhere."""
    return shutil.copytree(PACKAGE, folder / "autograder", ignore=shutil.ignore_patterns("__pycache__"))


def test_a_change_of_any_file_of_the_package_moves_the_hash(tmp_path):
    package = copy(tmp_path)
    assert source_sha256(package) == engine_sha256()
    seen = {engine_sha256()}
    files = sorted(package.rglob("*.py"))
    for file in files:
        file.write_bytes(file.read_bytes() + b"#")
        seen.add(source_sha256(package))
    assert len(seen) == len(files) + 1


def test_a_file_that_moves_or_goes_moves_the_hash(tmp_path):
    package = copy(tmp_path)
    seen = {source_sha256(package)}
    file = (package / "checks" / "counting.py").rename(package / "counting.py")
    seen.add(source_sha256(package))
    file.unlink()
    seen.add(source_sha256(package))
    assert len(seen) == 3
