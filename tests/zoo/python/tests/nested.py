OK_FORMAT = True

test = {
    "name": "nested",
    "points": 5,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> nested['a']['b'][1]['c']\n2", "hidden": False, "locked": False},
                {"code": ">>> nested['a']['b'].append(3)\n>>> nested\n{'a': {'b': [1, {'c': 2}, 3]}}", "hidden": True, "locked": False},
                {"code": '>>> transposed\n[(1, 3), (2, 4)]', "hidden": True, "locked": False},
                {"code": ">>> raw == chr(92) + 'd+', big_text.count(chr(10))\n(True, 2)", "hidden": True, "locked": False},
                {"code": ">>> [type(x).__name__ for x in mixed]\n['int', 'str', 'float', 'bool', 'NoneType']", "hidden": True, "locked": False},
            ],
        },
    ],
}
