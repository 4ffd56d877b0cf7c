OK_FORMAT = True

test = {
    "name": "copied",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> import copy\n>>> twin = copy.deepcopy(model)\n>>> twin is model, twin.count() == model.count()\n(False, True)\n>>> twin.count()\n25', "hidden": False, "locked": False},
            ],
        },
    ],
}
