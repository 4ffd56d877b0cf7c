OK_FORMAT = True

test = {
    "name": "drawn",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> draw().get_ylabel()\n'y'", "hidden": False, "locked": False},
                {"code": '>>> len(draw().collections)\n1', "hidden": True, "locked": False},
            ],
        },
    ],
}
