OK_FORMAT = True

test = {
    "name": "encoded",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> encoder.transform([['b']])\narray([[0., 1.]])", "hidden": False, "locked": False},
                {"code": ">>> encoder.categories_[0].tolist()\n['a', 'b']", "hidden": True, "locked": False},
            ],
        },
    ],
}
