OK_FORMAT = True

test = {
    "name": "schedule",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> [round(lr_at(s, warmup=4), 3) for s in range(6)]\n[0.025, 0.05, 0.075, 0.1, 0.1, 0.1]', "hidden": False, "locked": False},
            ],
        },
    ],
}
