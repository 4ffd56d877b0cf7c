OK_FORMAT = True

test = {
    "name": "chunked",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> list(chunks(range(7), 3))\n[[0, 1, 2], [3, 4, 5], [6]]', "hidden": False, "locked": False},
                {"code": '>>> import types, inspect\n>>> isinstance(chunks([], 1), types.GeneratorType), inspect.isgeneratorfunction(chunks)\n(True, True)', "hidden": True, "locked": False},
                {"code": ">>> g = chunks('abcd', 2)\n>>> next(g); next(g)\n['a', 'b']\n['c', 'd']\n>>> next(g, 'done')\n'done'", "hidden": True, "locked": False},
            ],
        },
    ],
}
