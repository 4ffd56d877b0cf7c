OK_FORMAT = True

test = {
    "name": "accuracy",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> accuracy(torch.eye(3), torch.tensor([0, 1, 0]))\n0.6666666865348816', "hidden": False, "locked": False},
            ],
        },
    ],
}
