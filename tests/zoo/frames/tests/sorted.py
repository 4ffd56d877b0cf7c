OK_FORMAT = True

test = {
    "name": "sorted",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> top(df, 1)['city'].tolist()\n['Bonn']", "hidden": False, "locked": False},
                {"code": ">>> top(df, 2)['n'].tolist()\n[3, 2]", "hidden": True, "locked": False},
            ],
        },
    ],
}
