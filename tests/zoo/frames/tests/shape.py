OK_FORMAT = True

test = {
    "name": "shape",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> df.shape\n(3, 3)', "hidden": False, "locked": False},
                {"code": ">>> list(df.columns)\n['city', 'n', 'w']", "hidden": True, "locked": False},
                {"code": '>>> isinstance(df, pd.DataFrame)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
