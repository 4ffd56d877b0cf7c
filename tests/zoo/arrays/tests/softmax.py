OK_FORMAT = True

test = {
    "name": "softmax",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> p = softmax(np.array([1.0, 2.0, 3.0]))\n>>> bool(np.isclose(p.sum(), 1))\nTrue\n>>> p.argmax()\nnp.int64(2)', "hidden": False, "locked": False},
                {"code": '>>> np.round(softmax(np.zeros(4)), 2)\narray([0.25, 0.25, 0.25, 0.25])', "hidden": True, "locked": False},
            ],
        },
    ],
}
