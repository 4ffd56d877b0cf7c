OK_FORMAT = True

test = {
    "name": "appended",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> save('log.txt', 'a')\n>>> append('log.txt', 'b')\n>>> open('log.txt').read()\n'ab'", "hidden": False, "locked": False},
            ],
        },
    ],
}
