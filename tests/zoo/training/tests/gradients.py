OK_FORMAT = True

test = {
    "name": "gradients",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> m = MLP([2, 1])\n>>> m(torch.ones(1, 2)).sum().backward()\n>>> m.layers[0].weight.grad\ntensor([[1., 1.]])', "hidden": False, "locked": False},
                {"code": '>>> m = MLP([2, 1])\n>>> m(torch.ones(1, 2)).sum().backward()\n>>> norm = clip(m, 0.1)\n>>> round(norm.item(), 3), round(m.layers[0].bias.grad.item(), 3)\n(1.732, 0.058)', "hidden": True, "locked": False},
                {"code": '>>> all(p.grad is None for p in MLP([2, 3, 1]).parameters())\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
