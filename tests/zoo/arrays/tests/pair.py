OK_FORMAT = True

test = {
    "name": "pair",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> i, m = largest(np.array([1, 9, 3]))\n>>> int(i), int(m)\n(1, 9)', "hidden": False, "locked": False},
            ],
        },
    ],
}
