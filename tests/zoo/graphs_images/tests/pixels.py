OK_FORMAT = True

test = {
    "name": "pixels",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> np.array(grey)[1]\narray([40, 50, 60, 70], dtype=uint8)', "hidden": False, "locked": False},
                {"code": '>>> np.asarray(red).shape, int(np.asarray(red)[..., 2].sum())\n((4, 6, 3), 1020)', "hidden": True, "locked": False},
            ],
        },
    ],
}
