OK_FORMAT = True

test = {
    "name": "own_layer",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> Double()(torch.ones(2)).tolist()\n[2.0, 2.0]', "hidden": False, "locked": False},
                {"code": '>>> nn.Sequential(Double(), Double())(torch.ones(1)).item()\n4.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
