OK_FORMAT = True

test = {
    "name": "function_writes",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> save('note.txt', 'hi')\n>>> open('note.txt').read()\n'hi'", "hidden": False, "locked": False},
            ],
        },
    ],
}
