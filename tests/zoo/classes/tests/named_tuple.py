OK_FORMAT = True

test = {
    "name": "named_tuple",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> pair.left, pair[1], pair == (1, 2)\n(1, 2, True)', "hidden": False, "locked": False},
                {"code": '>>> Pair(3, 4)\nPair(left=3, right=4)', "hidden": True, "locked": False},
                {"code": ">>> pair._fields\n('left', 'right')", "hidden": True, "locked": False},
            ],
        },
    ],
}
