OK_FORMAT = True

test = {
    "name": "bunch",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> iris.data.shape, iris['target_names'].tolist()\n((150, 4), ['setosa', 'versicolor', 'virginica'])", "hidden": False, "locked": False},
                {"code": ">>> sorted(iris)[:2]\n['DESCR', 'data']", "hidden": True, "locked": False},
            ],
        },
    ],
}
