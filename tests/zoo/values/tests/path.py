OK_FORMAT = True

test = {
    "name": "path",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> path.name, path.suffix, str(path.parent)\n('a.txt', '.txt', 'data')", "hidden": False, "locked": False},
                {"code": ">>> path == Path('data/a.txt')\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
