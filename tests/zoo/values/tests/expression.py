OK_FORMAT = True

test = {
    "name": "expression",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sympy.simplify(expression - (x**2 - 1)) == 0\nTrue', "hidden": False, "locked": False},
                {"code": '>>> sympy.expand(expression)\nx**2 - 1', "hidden": True, "locked": False},
                {"code": '>>> expression.subs(x, 3)\n8', "hidden": True, "locked": False},
            ],
        },
    ],
}
