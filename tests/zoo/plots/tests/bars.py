OK_FORMAT = True

test = {
    "name": "bars",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(axes[0].patches)\n2', "hidden": False, "locked": False},
                {"code": '>>> [p.get_height() for p in axes[0].patches]\n[np.int64(1), np.int64(2)]', "hidden": True, "locked": False},
            ],
        },
    ],
}
