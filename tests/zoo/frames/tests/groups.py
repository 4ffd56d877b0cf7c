OK_FORMAT = True

test = {
    "name": "groups",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> groups['n'].mean().loc['Bonn']\nnp.float64(2.0)", "hidden": False, "locked": False},
                {"code": '>>> len(groups)\n2', "hidden": True, "locked": False},
            ],
        },
    ],
}
