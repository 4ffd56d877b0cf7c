OK_FORMAT = True

test = {
    "name": "cleaned",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> clean(df).shape\n(2, 3)', "hidden": False, "locked": False},
                {"code": ">>> clean(pd.DataFrame({'a': [1, None]}))['a'].tolist()\n[1.0]", "hidden": True, "locked": False},
            ],
        },
    ],
}
