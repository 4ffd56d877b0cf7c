OK_FORMAT = True

test = {
    "name": "recursive",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> len(hanoi(5)), hanoi(2)\n(31, [('A', 'B'), ('A', 'C'), ('B', 'C')])", "hidden": False, "locked": False},
                {"code": '>>> ackermann(2, 3)\n9', "hidden": True, "locked": False},
                {"code": ">>> permutations([1, 2, 3]) == [list(p) for p in __import__('itertools').permutations([1, 2, 3])]\nTrue", "hidden": True, "locked": False},
                {"code": '>>> depth([1, [2, [3]]]), depth(5)\n(3, 0)', "hidden": True, "locked": False},
            ],
        },
    ],
}
