"""Compares two expressions, by their values (values.py), then by algebra (algebra.py), in a process of its own.

A script, which process.py starts and kills. A line on standard input is a task (JSON), each answer is a line on
standard output: first the verdict of the values; where that is "equal" a second line says what SymPy makes of the
difference. Texts are read by expressions.py, never by `eval` or SymPy's parser. The process limits its own memory,
and its CPU time per task, so that one whose parent is gone ends as well.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY_BYTES = 512 << 20  # SymPy itself takes 60 MB


def limit(kind: int, amount: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


def main() -> None:
    sys.path.append(str(Path(__file__).parents[3]))  # at the end: nothing there stands in for another module
    from autograder.exam.symbolic.algebra import by_algebra
    from autograder.exam.symbolic.expressions import parse_form
    from autograder.exam.symbolic.values import by_values

    limit(resource.RLIMIT_AS, MEMORY_BYTES)
    print(json.dumps(["ready", None]), flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + task["timeout_s"]) + 2)
        symbols = task["symbols"]
        given, expected = (parse_form(task[side], list(symbols)) for side in ("given", "expected"))
        verdict, reason = by_values(given, expected, symbols, task["seed"])
        print(json.dumps([task["number"], [verdict, reason]]), flush=True)
        if verdict == "equal":
            print(json.dumps([task["number"], by_algebra(given, expected, symbols)]), flush=True)


if __name__ == "__main__":
    main()
