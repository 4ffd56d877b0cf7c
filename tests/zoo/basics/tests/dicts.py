OK_FORMAT = True

test = {
    "name": "dicts",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> table['b'][1]\n3", "hidden": False, "locked": False},
                {"code": ">>> sorted(table.items())\n[('a', 1), ('b', [2, 3])]", "hidden": True, "locked": False},
                {"code": ">>> table.get('c', 0)\n0", "hidden": True, "locked": False},
            ],
        },
    ],
}
