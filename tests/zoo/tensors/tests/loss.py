OK_FORMAT = True

test = {
    "name": "loss",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> mse(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0])).item()\n2.0', "hidden": False, "locked": False},
            ],
        },
    ],
}
