OK_FORMAT = True

test = {
    "name": "vector",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> v\narray([1., 2., 3.])', "hidden": False, "locked": False},
                {"code": '>>> v.shape\n(3,)', "hidden": True, "locked": False},
                {"code": '>>> bool(np.allclose(v, [1, 2, 3]))\nTrue', "hidden": True, "locked": False},
                {"code": '>>> type(v) == np.ndarray\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
