OK_FORMAT = True

test = {
    "name": "own_generator",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> 0 <= rng.random() < 1\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
