OK_FORMAT = True

test = {
    "name": "testing",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.testing.assert_allclose(softmax(v), softmax(v + 100))', "hidden": False, "locked": False},
                {"code": '>>> np.testing.assert_array_equal(hollow(1), [[0.0]])', "hidden": True, "locked": False},
            ],
        },
    ],
}
