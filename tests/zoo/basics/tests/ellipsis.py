OK_FORMAT = True

test = {
    "name": "ellipsis",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> blank is ...\nTrue', "hidden": False, "locked": False},
                {"code": '>>> str(type(blank))\n"<class \'ellipsis\'>"', "hidden": True, "locked": False},
            ],
        },
    ],
}
