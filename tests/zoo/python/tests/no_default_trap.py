OK_FORMAT = True

test = {
    "name": "no_default_trap",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> append_to(1), append_to(2)\n([1], [2])', "hidden": False, "locked": False},
                {"code": '>>> mine = [0]\n>>> append_to(5, mine) is mine, mine\n(True, [0, 5])', "hidden": True, "locked": False},
            ],
        },
    ],
}
