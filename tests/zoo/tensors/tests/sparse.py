OK_FORMAT = True

test = {
    "name": "sparse",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> sparse.to_dense().sum().item()\n3.0', "hidden": False, "locked": False},
                {"code": '>>> sparse.is_sparse\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
