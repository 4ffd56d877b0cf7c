OK_FORMAT = True

test = {
    "name": "period",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> period == pd.Period('2024-03', 'M')\nTrue", "hidden": False, "locked": False},
                {"code": '>>> period.days_in_month\n31', "hidden": True, "locked": False},
            ],
        },
    ],
}
