OK_FORMAT = True

test = {
    "name": "python_seed",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import random\n>>> random.seed(5)\n>>> rolls = [roll() for _ in range(4)]\n>>> random.seed(5)\n>>> rolls == [random.randint(1, 6) for _ in range(4)]\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
