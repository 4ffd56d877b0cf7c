OK_FORMAT = True

test = {
    "name": "pivot",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> float(pivot.loc['Bonn', 'n'])\n2.0", "hidden": False, "locked": False},
            ],
        },
    ],
}
