"""The floor: the same cells and the same Otter test files in one warm process, with real objects and no isolation.

Run as `python -m tests.benchmarks.floor autograder.zip PICTURES notebook.ipynb`; each line on standard input is one
grading, each line on standard output its seconds and points as JSON.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import time
import types
from pathlib import Path


def warm_shell(packages, pictures):
    """The shell of the engine, in this process."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    from autograder.engine.sandbox.zygote import load_rooms

    load_rooms()
    from sandbox.shell import make_shell
    from sandbox.warmup import import_packages, warm_up

    import_packages(packages)
    shell = make_shell()
    warm_up(shell)
    if not pictures:
        shell.display_formatter.active_types = ["text/plain", "text/html", "text/markdown", "text/latex"]
    return shell


def main(zip_path, pictures, notebook):
    """Serves until standard input ends."""
    from autograder.bundle import load_bundle
    from autograder.engine.judge.judge import PRELOAD
    from autograder.engine.judge.testfiles import compile_test
    from autograder.submissions import find_submissions, load_submission

    bundle = load_bundle(Path(zip_path))
    home = Path(tempfile.mkdtemp(prefix="autograder-floor-"))
    for name, data in (bundle.files | bundle.judge_path).items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(data)
    sys.path.insert(0, str(home))
    torch = ["torch"] if any("torch" in q.test_source for q in bundle.questions) else []
    shell = warm_shell([*PRELOAD, *torch], pictures == "True")
    tests = [compile_test(spec) for spec in bundle.questions]
    first = dict(shell.user_ns)
    replies = sys.stdout
    for _ in sys.stdin:
        began = time.perf_counter()
        files = {}
        waiting = {Path(t.spec.test_path).stem: t for t in tests}

        class Notebook:
            def __init__(self, *args, **kwargs):
                pass

            def check(self, name, files=files, waiting=waiting):
                if name in waiting:
                    files[name] = waiting.pop(name).load()
                    files[name].run(shell.user_ns)

            check_all = export = lambda self, *args, **kwargs: None

        otter = types.ModuleType("otter")
        otter.Notebook = Notebook
        real = {n: m for n, m in sys.modules.items() if n == "otter"}
        shell.user_ns.clear()
        shell.user_ns.update(first)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for cell in load_submission(find_submissions([Path(notebook)])[0]).cells:
                if cell.kind == "code":
                    sys.modules["otter"] = otter
                    shell.outputs = []
                    shell.run_cell(cell.source, store_history=True)
            sys.modules.update(real)
            for name in list(waiting):
                Notebook().check(name)
        points = {file.name: round(float(file.score), 6) for file in files.values()}
        print(json.dumps([time.perf_counter() - began, points]), file=replies, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
