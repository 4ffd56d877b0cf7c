OK_FORMAT = True

test = {
    "name": "returned",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> returns([1.0, 0.0, 2.0], 0.5)\ntensor([1.5000, 1.0000, 2.0000])', "hidden": False, "locked": False},
                {"code": '>>> torch.allclose(returns([1.0, 1.0], 1.0), torch.tensor([2.0, 1.0]))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
