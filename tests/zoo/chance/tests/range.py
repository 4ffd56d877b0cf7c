OK_FORMAT = True

test = {
    "name": "range",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> set(roll() for _ in range(300)) == {1, 2, 3, 4, 5, 6}\nTrue', "hidden": False, "locked": False},
                {"code": '>>> abs(estimate(4000) - 3.14) < 0.2\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
