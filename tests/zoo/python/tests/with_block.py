OK_FORMAT = True

test = {
    "name": "with_block",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> log = []\n>>> with recorded(log) as it:\n...     it.append('body')\n>>> log\n['start', 'body', 'end']", "hidden": False, "locked": False},
                {"code": ">>> log = []\n>>> with recorded(log):\n...     raise ValueError('x')\n>>> log\n['start', 'caught', 'end']", "hidden": True, "locked": False},
            ],
        },
    ],
}
