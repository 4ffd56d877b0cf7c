OK_FORMAT = True

test = {
    "name": "redirected",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import io\n>>> from contextlib import redirect_stdout\n>>> f = io.StringIO()\n>>> with redirect_stdout(f):\n...     progress(3)\n>>> f.getvalue()\n'0 1 2 \\n'", "hidden": False, "locked": False},
            ],
        },
    ],
}
