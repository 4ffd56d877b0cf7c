OK_FORMAT = True

test = {
    "name": "ordered",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> list(ordered)\n['b', 'a']", "hidden": False, "locked": False},
                {"code": ">>> grouped['new']\n[]", "hidden": True, "locked": False},
            ],
        },
    ],
}
