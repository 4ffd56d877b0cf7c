OK_FORMAT = True

test = {
    "name": "test_writes",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> with open('three.txt', 'w') as f:\n...     _ = f.write('a\\nb\\nc\\n')\n>>> count_lines('three.txt')\n3", "hidden": False, "locked": False},
            ],
        },
    ],
}
