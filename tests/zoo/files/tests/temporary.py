OK_FORMAT = True

test = {
    "name": "temporary",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import os\n>>> with open('nums.txt', 'w') as f:\n...     _ = f.write('1 2.5')\n>>> read_numbers('nums.txt')\n[1.0, 2.5]\n>>> os.remove('nums.txt')", "hidden": False, "locked": False},
            ],
        },
    ],
}
