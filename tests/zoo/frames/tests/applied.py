OK_FORMAT = True

test = {
    "name": "applied",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> df['city'].apply(longest).tolist()\n[4, 3, 4]", "hidden": False, "locked": False},
                {"code": ">>> pd.Series(['x', 'yy']).map(longest).sum()\nnp.int64(3)", "hidden": True, "locked": False},
            ],
        },
    ],
}
