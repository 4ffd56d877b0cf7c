OK_FORMAT = True

test = {
    "name": "generator",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import itertools\n>>> list(itertools.islice(fib(), 8))\n[0, 1, 1, 2, 3, 5, 8, 13]', "hidden": False, "locked": False},
                {"code": '>>> g = fib()\n>>> next(g), next(g), next(g)\n(0, 1, 1)', "hidden": True, "locked": False},
            ],
        },
    ],
}
