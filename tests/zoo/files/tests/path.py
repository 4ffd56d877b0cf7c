OK_FORMAT = True

test = {
    "name": "path",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> from pathlib import Path\n>>> len(Path('lines.txt').read_text().splitlines())\n4", "hidden": False, "locked": False},
            ],
        },
    ],
}
