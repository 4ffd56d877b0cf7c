OK_FORMAT = True

test = {
    "name": "datetime",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> moment.isoformat()\n'2024-02-29T12:30:00'", "hidden": False, "locked": False},
                {"code": '>>> aware.utcoffset().total_seconds()\n7200.0', "hidden": True, "locked": False},
                {"code": '>>> clock.hour\n8', "hidden": True, "locked": False},
                {"code": '>>> span.total_seconds()\n93600.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
