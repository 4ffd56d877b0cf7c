OK_FORMAT = True

test = {
    "name": "layers",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> type(net.fc) == nn.Linear\nTrue', "hidden": False, "locked": False},
                {"code": '>>> type(net.fc) is nn.Linear\nTrue', "hidden": True, "locked": False},
                {"code": '>>> net.fc.in_features, net.out.out_features\n(3, 2)', "hidden": True, "locked": False},
                {"code": ">>> [n for n, _ in net.named_parameters()]\n['fc.weight', 'fc.bias', 'out.weight', 'out.bias']", "hidden": True, "locked": False},
            ],
        },
    ],
}
