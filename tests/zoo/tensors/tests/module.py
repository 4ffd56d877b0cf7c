OK_FORMAT = True

test = {
    "name": "module",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> isinstance(net, nn.Module), isinstance(net, Net)\n(True, True)', "hidden": False, "locked": False},
                {"code": '>>> tuple(net(torch.ones(5, 3)).shape)\n(5, 2)', "hidden": True, "locked": False},
                {"code": '>>> sum(p.numel() for p in net.parameters())\n26', "hidden": True, "locked": False},
            ],
        },
    ],
}
