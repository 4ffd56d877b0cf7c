OK_FORMAT = True

test = {
    "name": "class_value",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> activation is nn.ReLU\nTrue', "hidden": False, "locked": False},
                {"code": '>>> activation == nn.ReLU\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
