OK_FORMAT = True

test = {
    "name": "zone",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> stamp == pd.Timestamp('2024-03-01 12:00', tz='Europe/Berlin')\nTrue", "hidden": False, "locked": False},
                {"code": '>>> stamp.hour\n12', "hidden": True, "locked": False},
            ],
        },
    ],
}
