OK_FORMAT = True

test = {
    "name": "decorator_of_test",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> @logged\n... def mine(x):\n...     return x - 1\n>>> mine(4)\n3\n>>> trace[-1], mine.__name__\n('mine', 'mine')", "hidden": False, "locked": False},
                {"code": ">>> @repeat(2)\n... def two():\n...     return 'x'\n>>> two()\n['x', 'x']", "hidden": True, "locked": False},
            ],
        },
    ],
}
