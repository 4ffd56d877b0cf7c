OK_FORMAT = True

test = {
    "name": "vectorised",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.vectorize(lambda t: clip_low(t))([-1.0, 2.0]).tolist()\n[0.0, 2.0]', "hidden": False, "locked": False},
                {"code": '>>> np.vectorize(clip_low)(np.array([-3.0, 1.0])).tolist()\n[0.0, 1.0]', "hidden": True, "locked": False},
            ],
        },
    ],
}
