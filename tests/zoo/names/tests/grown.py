OK_FORMAT = True

test = {
    "name": "grown",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> note(1)\n>>> note(2)\n>>> log[-2:]\n[1, 2]', "hidden": False, "locked": False},
                {"code": '>>> n = len(log)\n>>> note(3)\n>>> len(log) - n\n1', "hidden": True, "locked": False},
            ],
        },
    ],
}
