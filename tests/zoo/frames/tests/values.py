OK_FORMAT = True

test = {
    "name": "values",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> df['n'].tolist()\n[1, 2, 3]", "hidden": False, "locked": False},
                {"code": ">>> int(df.loc[df['city'] == 'Bonn', 'n'].sum())\n4", "hidden": True, "locked": False},
                {"code": ">>> int(df['w'].isna().sum())\n1", "hidden": True, "locked": False},
            ],
        },
    ],
}
