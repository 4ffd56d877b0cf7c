OK_FORMAT = True

test = {
    "name": "global_state",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> n = len(trace)\n>>> for _ in range(3):\n...     _ = add(1)\n>>> len(trace) == n + 3\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
