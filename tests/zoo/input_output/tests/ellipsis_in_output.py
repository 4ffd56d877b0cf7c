OK_FORMAT = True

test = {
    "name": "ellipsis_in_output",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> progress(30) # doctest: +ELLIPSIS\n0 1 ... 29 ', "hidden": False, "locked": False},
                {"code": '>>> table(1) # doctest: +NORMALIZE_WHITESPACE\n1 1', "hidden": True, "locked": False},
            ],
        },
    ],
}
