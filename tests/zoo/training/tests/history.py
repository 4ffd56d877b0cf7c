OK_FORMAT = True

test = {
    "name": "history",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(history), history[-1] < history[0] / 5\n(20, True)', "hidden": False, "locked": False},
                {"code": '>>> test_loss < 0.1\nTrue', "hidden": True, "locked": False},
                {"code": '>>> any(not torch.equal(before[k], v) for k, v in model.state_dict().items())\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
