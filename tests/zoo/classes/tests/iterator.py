OK_FORMAT = True

test = {
    "name": "iterator",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> list(Countdown(3))\n[3, 2, 1]', "hidden": False, "locked": False},
                {"code": '>>> [n for n in Countdown(2)]\n[2, 1]', "hidden": True, "locked": False},
                {"code": '>>> next(iter(Countdown(5)))\n5', "hidden": True, "locked": False},
            ],
        },
    ],
}
