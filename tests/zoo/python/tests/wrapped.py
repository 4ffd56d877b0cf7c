OK_FORMAT = True

test = {
    "name": "wrapped",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> add.__name__, add.__doc__\n('add', 'Adds.')", "hidden": False, "locked": False},
                {"code": '>>> add(1), add(2, b=5)\n(2, 7)', "hidden": True, "locked": False},
                {"code": ">>> _ = add(0)\n>>> trace[-1]\n'add'", "hidden": True, "locked": False},
                {"code": '>>> add.__wrapped__(3, 4)\n7', "hidden": True, "locked": False},
            ],
        },
    ],
}
