OK_FORMAT = True

test = {
    "name": "trained",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> _ = torch.manual_seed(2)\n>>> n = Net(); x = torch.randn(8, 3); y = torch.zeros(8, 2)\n>>> losses = [train_step(n, x, y) for _ in range(20)]\n>>> losses[-1] < losses[0]\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
