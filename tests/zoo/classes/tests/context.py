OK_FORMAT = True

test = {
    "name": "context",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> with Timer() as t:\n...     _ = t.log\n>>> Timer.log[-2:]\n['in', 'out']", "hidden": False, "locked": False},
            ],
        },
    ],
}
