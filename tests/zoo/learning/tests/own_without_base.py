OK_FORMAT = True

test = {
    "name": "own_without_base",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> n = Nearest()\n>>> n.fit([[0], [10]], ["a", "b"])\n>>> n.predict([[1], [8]]).tolist()\n[\'a\', \'b\']', "hidden": False, "locked": False},
                {"code": '>>> n = Nearest()\n>>> n.fit(X_train, y_train)\n>>> bool(np.mean(n.predict(X_test) == y_test) > 0.9)\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
