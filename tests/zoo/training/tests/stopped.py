OK_FORMAT = True

test = {
    "name": "stopped",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> stop = EarlyStopping(patience=2)\n>>> [stop(v) for v in [1.0, 0.5, 0.6, 0.7]]\n[False, False, False, True]', "hidden": False, "locked": False},
                {"code": '>>> stop = EarlyStopping()\n>>> _ = stop(0.25), stop(0.5)\n>>> stop.best, stop.bad, callable(stop)\n(0.25, 1, True)', "hidden": True, "locked": False},
            ],
        },
    ],
}
