OK_FORMAT = True

test = {
    "name": "used_up",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> list(pairs)\n[(1, 'a'), (2, 'b')]\n>>> list(pairs)\n[]", "hidden": False, "locked": False},
                {"code": '>>> sum(squares)\n30', "hidden": True, "locked": False},
                {"code": ">>> list(lazy)\n['1', '2', '3']", "hidden": True, "locked": False},
                {"code": ">>> list(evens), list(numbered), list(backwards)\n([0, 2, 4, 6], [(1, 'a'), (2, 'b')], [3, 2, 1])", "hidden": True, "locked": False},
            ],
        },
    ],
}
