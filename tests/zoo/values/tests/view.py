OK_FORMAT = True

test = {
    "name": "view",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> sorted(keys)\n['a', 'b']", "hidden": False, "locked": False},
                {"code": ">>> 'a' in keys\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
