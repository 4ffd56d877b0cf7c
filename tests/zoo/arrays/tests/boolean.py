OK_FORMAT = True

test = {
    "name": "boolean",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> mask.sum()\nnp.int64(3)', "hidden": False, "locked": False},
                {"code": '>>> M[mask].tolist()\n[3, 4, 5]', "hidden": True, "locked": False},
            ],
        },
    ],
}
