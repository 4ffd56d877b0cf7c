OK_FORMAT = True

test = {
    "name": "callback",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> round(first_difference(lambda t: t * t, 3.0, 1e-6), 3)\n6.0', "hidden": False, "locked": False},
                {"code": '>>> float(first_difference(np.sin, 0.0, 1e-6).round(6))\n1.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
