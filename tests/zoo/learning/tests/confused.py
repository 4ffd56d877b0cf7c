OK_FORMAT = True

test = {
    "name": "confused",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> matrix.sum() == len(y_test), matrix.shape\n(np.True_, (2, 2))', "hidden": False, "locked": False},
                {"code": '>>> int(np.trace(matrix)) >= 13\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
