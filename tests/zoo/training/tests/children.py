OK_FORMAT = True

test = {
    "name": "children",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> [name for name, _ in model.named_parameters()]\n['layers.0.weight', 'layers.0.bias', 'layers.1.weight', 'layers.1.bias']", "hidden": False, "locked": False},
                {"code": ">>> [type(m).__name__ for m in MLP([2, 1]).children()]\n['ModuleList', 'Dropout']", "hidden": True, "locked": False},
                {"code": '>>> isinstance(policy_net(Walk())[1], nn.ReLU), any(isinstance(m, nn.Dropout) for m in model.modules())\n(True, True)', "hidden": True, "locked": False},
                {"code": ">>> hasattr(model, 'layers'), hasattr(model, 'no_such'), issubclass(MLP, nn.Module)\n(True, False, True)", "hidden": True, "locked": False},
            ],
        },
    ],
}
