OK_FORMAT = True

test = {
    "name": "call",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> square(3)\n9', "hidden": False, "locked": False},
                {"code": '>>> square(-1.5)\n2.25', "hidden": True, "locked": False},
                {"code": '>>> [square(k) for k in range(4)]\n[0, 1, 4, 9]', "hidden": True, "locked": False},
            ],
        },
    ],
}
