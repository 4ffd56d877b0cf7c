OK_FORMAT = True

test = {
    "name": "optimizer",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> optimizer.param_groups[0]['lr']\n0.1", "hidden": False, "locked": False},
                {"code": '>>> isinstance(optimizer, torch.optim.SGD)\nTrue', "hidden": True, "locked": False},
                {"code": ">>> type(optimizer).__name__\n'SGD'", "hidden": True, "locked": False},
            ],
        },
    ],
}
