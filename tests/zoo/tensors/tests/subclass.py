OK_FORMAT = True

test = {
    "name": "subclass",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> issubclass(Net, nn.Module)\nTrue', "hidden": False, "locked": False},
                {"code": '>>> Net(hidden=7).fc.weight.shape[0]\n7', "hidden": True, "locked": False},
            ],
        },
    ],
}
