OK_FORMAT = True

test = {
    "name": "float_of_own",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> cash.dollars()\n'$2.50'", "hidden": False, "locked": False},
                {"code": '>>> cash + 1\n3.5', "hidden": True, "locked": False},
            ],
        },
    ],
}
