OK_FORMAT = True

test = {
    "name": "weights_set",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> m = MLP([2, 1])\n>>> with torch.no_grad():\n...     _ = m.layers[0].weight.fill_(2.0)\n...     _ = m.layers[0].bias.fill_(1.0)\n>>> m(torch.tensor([[1.0, 3.0]])).item()\n9.0', "hidden": False, "locked": False},
                {"code": ">>> m = MLP([2, 1])\n>>> _ = m.load_state_dict({'layers.0.weight': torch.ones(1, 2), 'layers.0.bias': torch.zeros(1)})\n>>> m(torch.tensor([[1.0, 3.0]])).item()\n4.0", "hidden": True, "locked": False},
            ],
        },
    ],
}
