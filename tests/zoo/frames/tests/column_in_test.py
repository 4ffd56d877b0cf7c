OK_FORMAT = True

test = {
    "name": "column_in_test",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> other['m'] = other['n'] + 1\n>>> other['m'].tolist()\n[2, 3, 4]", "hidden": False, "locked": False},
                {"code": ">>> t = other.copy(); t['z'] = 0\n>>> t.shape[1] - other.shape[1]\n1", "hidden": True, "locked": False},
            ],
        },
    ],
}
