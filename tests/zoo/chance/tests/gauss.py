OK_FORMAT = True

test = {
    "name": "gauss",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import random\n>>> random.seed(9)\n>>> a = pair(); b = random.gauss(0, 1)\n>>> random.seed(9)\n>>> (a, b) == (random.gauss(0, 1), random.gauss(0, 1))\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
