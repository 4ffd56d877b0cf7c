OK_FORMAT = True

test = {
    "name": "membership",
    "points": None,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> "cat" in words and "owl" not in words\nTrue', "hidden": False, "locked": False},
                {"code": '>>> set(words) == {"cat", "cow", "dog"}\nTrue', "hidden": True, "locked": False},
                {"code": ">>> len(words) == 3, words[-1]\n(True, 'cow')", "hidden": True, "locked": False},
            ],
        },
    ],
}
