OK_FORMAT = True

test = {
    "name": "backward_parameters",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> net.zero_grad()\n>>> net(torch.ones(1, 3)).sum().backward()\n>>> net.out.bias.grad.tolist()\n[1.0, 1.0]', "hidden": False, "locked": False},
            ],
        },
    ],
}
