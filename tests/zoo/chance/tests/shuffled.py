OK_FORMAT = True

test = {
    "name": "shuffled",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import random\n>>> random.seed(2)\n>>> got = shuffle(range(5))\n>>> random.seed(2)\n>>> want = list(range(5))\n>>> random.shuffle(want)\n>>> got == want\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
