OK_FORMAT = True

test = {
    "name": "cached",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> fibonacci(80)\n23416728348467685', "hidden": False, "locked": False},
                {"code": '>>> fibonacci.cache_info().currsize > 50\nTrue', "hidden": True, "locked": False},
                {"code": '>>> fibonacci.cache_clear()\n>>> fibonacci(10), fibonacci.cache_info().misses\n(55, 11)', "hidden": True, "locked": False},
            ],
        },
    ],
}
