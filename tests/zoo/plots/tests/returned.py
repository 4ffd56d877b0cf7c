OK_FORMAT = True

test = {
    "name": "returned",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> [b.get_height() for b in bars([3, 4])]\n[np.int64(3), np.int64(4)]', "hidden": False, "locked": False},
            ],
        },
    ],
}
