OK_FORMAT = True

test = {
    "name": "source",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> import inspect\n>>> 'while' in inspect.getsource(fib)\nTrue", "hidden": False, "locked": False},
                {"code": '>>> import inspect\n>>> len(inspect.getsourcelines(square)[0])\n2', "hidden": True, "locked": False},
            ],
        },
    ],
}
