OK_FORMAT = True

test = {
    "name": "image_arrays",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> to_grey(np.ones((2, 3, 3)) * 7).tolist()\n[[7, 7, 7], [7, 7, 7]]', "hidden": False, "locked": False},
                {"code": '>>> blur(np.eye(3), 3)[1, 1].round(3), blur(np.ones((4, 4)), 3).shape\n(np.float64(0.333), (4, 4))', "hidden": True, "locked": False},
            ],
        },
    ],
}
