OK_FORMAT = True

test = {
    "name": "print_options",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> thirds\narray([0.33, 0.67])', "hidden": False, "locked": False},
                {"code": '>>> s\n0    0.3\ndtype: float64', "hidden": True, "locked": False},
            ],
        },
    ],
}
