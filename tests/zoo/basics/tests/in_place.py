OK_FORMAT = True

test = {
    "name": "in_place",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> xs = [1, 2]\n>>> _ = add_one(xs)\n>>> xs\n[2, 3]', "hidden": False, "locked": False},
                {"code": '>>> xs = [5]\n>>> add_one(xs) is xs\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
