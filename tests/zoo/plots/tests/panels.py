OK_FORMAT = True

test = {
    "name": "panels",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(axes)\n2', "hidden": False, "locked": False},
                {"code": '>>> axes.shape\n(2,)', "hidden": True, "locked": False},
            ],
        },
    ],
}
