OK_FORMAT = True

test = {
    "name": "dates",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> when\nnp.datetime64('2024-01-02')", "hidden": False, "locked": False},
                {"code": ">>> int((when - np.datetime64('2024-01-01')).astype(int))\n1", "hidden": True, "locked": False},
            ],
        },
    ],
}
