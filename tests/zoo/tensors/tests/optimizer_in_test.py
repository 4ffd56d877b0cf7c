OK_FORMAT = True

test = {
    "name": "optimizer_in_test",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> n = Net()\n>>> opt = torch.optim.SGD(n.parameters(), lr=0.5)\n>>> before = n.out.bias.detach().clone()\n>>> n(torch.ones(1, 3)).sum().backward()\n>>> opt.step()\n>>> torch.allclose(n.out.bias, before - 0.5)\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
