OK_FORMAT = True

test = {
    "name": "derivative",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> derivative == sympy.exp(y) * sympy.cos(x)\nTrue', "hidden": False, "locked": False},
                {"code": '>>> derivative\nexp(y)*cos(x)', "hidden": True, "locked": False},
                {"code": '>>> float(derivative.subs({x: 0, y: 0}))\n1.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
