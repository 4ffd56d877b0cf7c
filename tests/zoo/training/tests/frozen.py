OK_FORMAT = True

test = {
    "name": "frozen",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> all(not p.requires_grad for p in freeze(MLP([2, 3, 1])).parameters())\nTrue', "hidden": False, "locked": False},
                {"code": '>>> m = nn.Linear(2, 2)\n>>> freeze(m) is m, m.weight.requires_grad\n(True, False)', "hidden": True, "locked": False},
            ],
        },
    ],
}
