OK_FORMAT = True

test = {
    "name": "printed_lines",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> table(2) # doctest: +NORMALIZE_WHITESPACE\n1 1\n2 4', "hidden": False, "locked": False},
            ],
        },
    ],
}
