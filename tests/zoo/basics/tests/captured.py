OK_FORMAT = True

test = {
    "name": "captured",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import io, contextlib\n>>> out = io.StringIO()\n>>> with contextlib.redirect_stdout(out):\n...     greet('Cy')\n>>> out.getvalue()\n'Hello, Cy!\\n'", "hidden": False, "locked": False},
            ],
        },
    ],
}
