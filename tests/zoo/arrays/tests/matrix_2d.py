OK_FORMAT = True

test = {
    "name": "matrix_2d",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> M.shape, M.dtype.kind\n((2, 3), 'i')", "hidden": False, "locked": False},
                {"code": '>>> M[1].tolist()\n[3, 4, 5]', "hidden": True, "locked": False},
                {"code": '>>> int(M.sum(axis=0)[2])\n7', "hidden": True, "locked": False},
            ],
        },
    ],
}
