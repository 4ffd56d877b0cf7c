OK_FORMAT = True

test = {
    "name": "masked_array",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> float(masked.mean())\n1.5', "hidden": False, "locked": False},
                {"code": '>>> masked.count()\nnp.int64(2)', "hidden": True, "locked": False},
                {"code": '>>> isinstance(masked, np.ma.MaskedArray)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
