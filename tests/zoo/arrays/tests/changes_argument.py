OK_FORMAT = True

test = {
    "name": "changes_argument",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> x = np.array([1.0, 3.0])\n>>> normalise(x)\n>>> x\narray([-1.,  1.])', "hidden": False, "locked": False},
            ],
        },
    ],
}
