OK_FORMAT = True

test = {
    "name": "keyword",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> clip_low(np.array([0.0, 5.0]), low=1.0)\narray([1., 5.])', "hidden": False, "locked": False},
            ],
        },
    ],
}
