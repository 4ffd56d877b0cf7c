OK_FORMAT = True

test = {
    "name": "too_deep",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> try:\n...     ackermann(3, 2000)\n... except RecursionError:\n...     print('too deep')\ntoo deep", "hidden": False, "locked": False},
                {"code": ">>> hanoi(3)[0]\n('A', 'C')", "hidden": True, "locked": False},
            ],
        },
    ],
}
