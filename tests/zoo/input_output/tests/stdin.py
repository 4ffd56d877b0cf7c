OK_FORMAT = True

test = {
    "name": "stdin",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import io, sys\n>>> old, sys.stdin = sys.stdin, io.StringIO('hello\\n')\n>>> got = read_line()\n>>> sys.stdin = old\n>>> got\n'hello'", "hidden": False, "locked": False},
            ],
        },
    ],
}
