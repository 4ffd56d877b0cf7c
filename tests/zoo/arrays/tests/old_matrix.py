OK_FORMAT = True

test = {
    "name": "old_matrix",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> (matrix * matrix).tolist()\n[[7, 10], [15, 22]]', "hidden": False, "locked": False},
                {"code": ">>> type(matrix)\n<class 'numpy.matrix'>", "hidden": True, "locked": False},
            ],
        },
    ],
}
