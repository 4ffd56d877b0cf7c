OK_FORMAT = True

test = {
    "name": "date",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> day.year, day.month\n(2024, 2)', "hidden": False, "locked": False},
                {"code": '>>> (day - datetime.date(2024, 1, 1)).days\n59', "hidden": True, "locked": False},
            ],
        },
    ],
}
