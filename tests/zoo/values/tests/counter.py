OK_FORMAT = True

test = {
    "name": "counter",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> tally['a'], tally.most_common(1)\n(3, [('a', 3)])", "hidden": False, "locked": False},
                {"code": '>>> isinstance(tally, dict)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
