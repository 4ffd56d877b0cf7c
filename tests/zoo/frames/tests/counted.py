OK_FORMAT = True

test = {
    "name": "counted",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> counts.index[0]\n'Bonn'", "hidden": False, "locked": False},
                {"code": '>>> int(counts.iloc[0])\n2', "hidden": True, "locked": False},
            ],
        },
    ],
}
