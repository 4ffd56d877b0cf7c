OK_FORMAT = True

test = {
    "name": "fields",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> records['n'].tolist()\n[1, 3]", "hidden": False, "locked": False},
                {"code": ">>> records.dtype.names\n('n', 'w')", "hidden": True, "locked": False},
            ],
        },
    ],
}
