OK_FORMAT = True

test = {
    "name": "walked",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> list(walk([1, [2, [3, []]], 4]))\n[1, 2, 3, 4]', "hidden": False, "locked": False},
                {"code": '>>> sum(walk([1, [2, 3]])), max(walk([[5], 2])), sorted(walk([3, [1]]))\n(6, 5, [1, 3])', "hidden": True, "locked": False},
            ],
        },
    ],
}
