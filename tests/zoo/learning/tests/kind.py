OK_FORMAT = True

test = {
    "name": "kind",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> isinstance(line, LinearRegression), type(tree).__name__\n(True, 'DecisionTreeClassifier')", "hidden": False, "locked": False},
                {"code": '>>> from sklearn.linear_model import LinearRegression\n>>> type(line) == LinearRegression\nTrue', "hidden": True, "locked": False},
                {"code": '>>> str(type(line))\n"<class \'sklearn.linear_model._base.LinearRegression\'>"', "hidden": True, "locked": False},
            ],
        },
    ],
}
