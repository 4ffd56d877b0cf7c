OK_FORMAT = True

test = {
    "name": "scalars",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> scalar\nnp.float64(0.5)', "hidden": False, "locked": False},
                {"code": '>>> isinstance(scalar, float)\nTrue', "hidden": True, "locked": False},
                {"code": ">>> type(scalar)\n<class 'numpy.float64'>", "hidden": True, "locked": False},
            ],
        },
    ],
}
