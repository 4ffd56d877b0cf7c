OK_FORMAT = True

test = {
    "name": "backward",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> x = torch.ones(2, requires_grad=True)\n>>> sq(x).sum().backward()\n>>> x.grad.tolist()\n[2.0, 2.0]', "hidden": False, "locked": False},
                {"code": '>>> x = torch.tensor(3.0, requires_grad=True)\n>>> torch.autograd.grad(sq(x) * 2, x)[0].item()\n12.0', "hidden": True, "locked": False},
            ],
        },
    ],
}
