OK_FORMAT = True

test = {
    "name": "attention",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> _ = torch.manual_seed(0)\n>>> a = Attention(8)\n>>> a(torch.rand(2, 5, 8)).shape\ntorch.Size([2, 5, 8])', "hidden": False, "locked": False},
                {"code": ">>> a = Attention(4)\n>>> sorted(a.state_dict()), a.scale.item()\n(['k.weight', 'q.weight', 'scale', 'v.weight'], 2.0)", "hidden": True, "locked": False},
                {"code": '>>> a = Attention(4)\n>>> x = torch.rand(1, 3, 4)\n>>> causal = torch.tril(torch.ones(3, 3, dtype=torch.bool))\n>>> torch.allclose(a(x, causal)[0, 0], a.v(x)[0, 0], atol=1e-5)\nTrue', "hidden": True, "locked": False},
                {"code": ">>> import inspect\n>>> list(inspect.signature(Attention.forward).parameters)\n['self', 'x', 'mask']", "hidden": True, "locked": False},
            ],
        },
    ],
}
