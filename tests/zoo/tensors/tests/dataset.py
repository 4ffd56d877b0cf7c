OK_FORMAT = True

test = {
    "name": "dataset",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(Squares())\n5', "hidden": False, "locked": False},
                {"code": '>>> Squares()[3][1].item()\n9', "hidden": True, "locked": False},
            ],
        },
    ],
}
