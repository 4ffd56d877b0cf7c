OK_FORMAT = True

test = {
    "name": "symbolic_matrix",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> system.det()\n-2', "hidden": False, "locked": False},
                {"code": '>>> (system * system.inv()) == sympy.eye(2)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
