OK_FORMAT = True

test = {
    "name": "optimised",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> minimum.success, round(float(minimum.x[0]), 3), round(float(minimum.fun), 3)\n(True, 2.0, 1.0)', "hidden": False, "locked": False},
                {"code": '>>> round(root.root, 4), root.converged\n(1.4142, True)', "hidden": True, "locked": False},
                {"code": '>>> round(area[0], 5)\n2.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
