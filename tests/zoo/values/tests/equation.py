OK_FORMAT = True

test = {
    "name": "equation",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> equation.lhs - equation.rhs\nx - y + 1', "hidden": False, "locked": False},
                {"code": '>>> equation == sympy.Eq(x + 1, y)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
