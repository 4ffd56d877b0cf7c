OK_FORMAT = True

test = {
    "name": "arguments",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> count(1, 2, k=3)\n(2, ['k'])", "hidden": False, "locked": False},
                {"code": ">>> count(*range(5), **{'a': 1, 'b': 2})\n(5, ['a', 'b'])", "hidden": True, "locked": False},
            ],
        },
    ],
}
