OK_FORMAT = True

test = {
    "name": "network",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> MLP([3, 4, 2]).count()\n26', "hidden": False, "locked": False},
                {"code": '>>> m = MLP([3, 5, 7, 2])\n>>> [(layer.in_features, layer.out_features) for layer in m.layers]\n[(3, 5), (5, 7), (7, 2)]', "hidden": True, "locked": False},
                {"code": '>>> len(list(MLP([3, 4, 2]).parameters())), MLP([2, 2])(torch.zeros(6, 2)).shape\n(4, torch.Size([6, 2]))', "hidden": True, "locked": False},
                {"code": '>>> sum(p.numel() for p in MLP([1, 1]).parameters())\n2', "hidden": True, "locked": False},
            ],
        },
    ],
}
