OK_FORMAT = True

test = {
    "name": "index",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> m = Matrix([[1, 2], [3, 4]])\n>>> m[1, 0]\n3', "hidden": False, "locked": False},
                {"code": '>>> m = Matrix([[0]])\n>>> m[0, 0] = 5\n>>> m.rows\n[[5]]', "hidden": True, "locked": False},
            ],
        },
    ],
}
