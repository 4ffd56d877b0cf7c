OK_FORMAT = True

test = {
    "name": "text",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> open('answer.txt').read().strip()\n'42'", "hidden": False, "locked": False},
            ],
        },
    ],
}
