OK_FORMAT = True

test = {
    "name": "split",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> X_train.shape, X_test.shape\n((45, 2), (15, 2))', "hidden": False, "locked": False},
                {"code": '>>> expected = train_test_split(X, y, test_size=0.25, random_state=1)\n>>> bool(np.array_equal(expected[0], X_train) and np.array_equal(expected[3], y_test))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
