OK_FORMAT = True

test = {
    "name": "printed_lines",
    "points": 1,
    "suites": [
        {
            "type": "doctest",
            "scored": True,
            "setup": "",
            "teardown": "",
            "cases": [
                {"code": ">>> table(2)\n1\t1\n2\t4", "hidden": False, "locked": False},
            ],
        },
    ],
}
