OK_FORMAT = True

test = {
    "name": "uuid",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> ident.int\n5', "hidden": False, "locked": False},
            ],
        },
    ],
}
