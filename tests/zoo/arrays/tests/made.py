OK_FORMAT = True

test = {
    "name": "made",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> hollow(2)\narray([[0., 1.],\n       [1., 0.]])', "hidden": False, "locked": False},
                {"code": '>>> float(hollow(5).sum())\n20.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
