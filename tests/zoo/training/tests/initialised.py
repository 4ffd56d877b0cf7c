OK_FORMAT = True

test = {
    "name": "initialised",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> layer = nn.Linear(3, 2)\n>>> initialise(layer)\n>>> layer.weight.abs().sum().item(), layer.bias.tolist()\n(0.0, [1.0, 1.0])', "hidden": False, "locked": False},
                {"code": '>>> m = MLP([3, 4, 2])\n>>> _ = m.apply(initialise)\n>>> m(torch.rand(1, 3)).tolist()\n[[1.0, 1.0]]', "hidden": True, "locked": False},
            ],
        },
    ],
}
