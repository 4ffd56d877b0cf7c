OK_FORMAT = True

test = {
    "name": "globals",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> 'secret' in globals()\nTrue", "hidden": False, "locked": False},
            ],
        },
    ],
}
