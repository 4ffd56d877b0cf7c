OK_FORMAT = True

test = {
    "name": "predicted",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> bool(accuracy_score(y_test, scaled_knn.predict(X_test)) > 0.9)\nTrue', "hidden": False, "locked": False},
                {"code": '>>> tree.get_depth() <= 2, tree.feature_importances_.shape\n(True, (2,))', "hidden": True, "locked": False},
                {"code": '>>> named.predict_proba(X_test).sum(axis=1).round(6).tolist() == [1.0] * 15\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
