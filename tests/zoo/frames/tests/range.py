OK_FORMAT = True

test = {
    "name": "range",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(days)\n3', "hidden": False, "locked": False},
                {"code": ">>> days[0]\nTimestamp('2024-01-01 00:00:00')", "hidden": True, "locked": False},
            ],
        },
    ],
}
