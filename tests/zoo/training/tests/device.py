OK_FORMAT = True

test = {
    "name": "device",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> device in ('cpu', 'cuda')\nTrue", "hidden": False, "locked": False},
                {"code": '>>> next(model.parameters()).device.type == device\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
