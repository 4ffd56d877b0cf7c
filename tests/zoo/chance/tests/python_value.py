OK_FORMAT = True

test = {
    "name": "python_value",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import random\n>>> random.seed(0)\n>>> [roll() for _ in range(5)]\n[4, 4, 1, 3, 5]', "hidden": False, "locked": False},
            ],
        },
    ],
}
