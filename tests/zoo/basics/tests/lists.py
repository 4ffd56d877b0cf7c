OK_FORMAT = True

test = {
    "name": "lists",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sorted(items)\n[1, 2, 3]', "hidden": False, "locked": False},
                {"code": '>>> items.append(9)\n>>> items[-1]\n9', "hidden": True, "locked": False},
                {"code": '>>> items.sort()\n>>> items\n[1, 2, 3, 9]', "hidden": True, "locked": False},
            ],
        },
    ],
}
