OK_FORMAT = True

test = {
    "name": "path_and_degrees",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> path\n['a', 'b', 'c']", "hidden": False, "locked": False},
                {"code": ">>> degrees == {'a': 2, 'b': 2, 'c': 2}\nTrue", "hidden": True, "locked": False},
                {"code": '>>> round(sum(ranks.values()), 6), max(ranks, key=ranks.get)\n(1.0, 4)', "hidden": True, "locked": False},
            ],
        },
    ],
}
