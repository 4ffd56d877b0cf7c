OK_FORMAT = True

test = {
    "name": "criterion",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> loss = criterion(net(torch.ones(2, 3)), torch.tensor([0, 1]))\n>>> loss.item() > 0\nTrue', "hidden": False, "locked": False},
                {"code": '>>> optimizer.zero_grad()\n>>> before = net.out.bias.detach().clone()\n>>> criterion(net(torch.ones(2, 3)), torch.tensor([0, 0])).backward()\n>>> optimizer.step()\n>>> torch.equal(before, net.out.bias)\nFalse', "hidden": True, "locked": False},
            ],
        },
    ],
}
