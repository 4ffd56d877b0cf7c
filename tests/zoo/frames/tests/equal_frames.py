OK_FORMAT = True

test = {
    "name": "equal_frames",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> pd.testing.assert_frame_equal(clean(loaded), loaded)', "hidden": False, "locked": False},
                {"code": ">>> loaded.equals(pd.DataFrame({'a': [1, 3], 'b': [2, 4]}))\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
