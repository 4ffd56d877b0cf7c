OK_FORMAT = True

test = {
    "name": "numbers",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> big % 1000\n376', "hidden": False, "locked": False},
                {"code": '>>> not_a_number != not_a_number\nTrue', "hidden": True, "locked": False},
                {"code": '>>> abs(z)\n5.0', "hidden": True, "locked": False},
                {"code": '>>> list(steps)\n[0, 3, 6, 9]', "hidden": True, "locked": False},
            ],
        },
    ],
}
