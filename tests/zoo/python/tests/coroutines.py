OK_FORMAT = True

test = {
    "name": "coroutines",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import inspect\n>>> inspect.iscoroutinefunction(fetch), inspect.isasyncgenfunction(ticks), inspect.iscoroutinefunction(walk)\n(True, True, False)', "hidden": False, "locked": False},
            ],
        },
    ],
}
