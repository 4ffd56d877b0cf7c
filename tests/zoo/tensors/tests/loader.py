OK_FORMAT = True

test = {
    "name": "loader",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> xb, yb = next(iter(loader))\n>>> tuple(xb.shape), yb.tolist()\n((2, 3), [0, 0])', "hidden": False, "locked": False},
                {"code": '>>> len(data), len(loader)\n(4, 2)', "hidden": True, "locked": False},
            ],
        },
    ],
}
