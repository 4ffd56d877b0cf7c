OK_FORMAT = True

test = {
    "name": "changed_in_test",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> plane['tail'] = 1\n>>> sorted(plane)\n['tail', 'wings']", "hidden": False, "locked": False},
                {"code": ">>> plane['tail']\n1", "hidden": True, "locked": False},
            ],
        },
    ],
}
