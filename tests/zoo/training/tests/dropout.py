OK_FORMAT = True

test = {
    "name": "dropout",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> m = MLP([4, 64, 2], dropout=0.5)\n>>> x = torch.ones(1, 4)\n>>> _ = m.eval()\n>>> torch.equal(m(x), m(x)), m.training\n(True, False)', "hidden": False, "locked": False},
                {"code": '>>> m = MLP([4, 64, 2], dropout=0.5)\n>>> _ = m.train()\n>>> x = torch.ones(1, 4)\n>>> torch.equal(m(x), m(x)), m.dropout.p\n(False, 0.5)', "hidden": True, "locked": False},
            ],
        },
    ],
}
