OK_FORMAT = True

test = {
    "name": "frames_in_dict",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> all("clean" in df.columns for df in frames.values())\nTrue', "hidden": False, "locked": False},
                {"code": ">>> sorted(frames) == ['a', 'b'] and sum(len(df) for df in frames.values()) == 3\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
