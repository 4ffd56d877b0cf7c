OK_FORMAT = True

test = {
    "name": "module_like",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> stats.mean\n2', "hidden": False, "locked": False},
                {"code": ">>> time.unit\n's'", "hidden": True, "locked": False},
                {"code": '>>> time(4)\n8', "hidden": True, "locked": False},
                {"code": '>>> F.to_celsius(32)\n0.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
