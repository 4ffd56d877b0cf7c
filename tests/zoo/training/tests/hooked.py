OK_FORMAT = True

test = {
    "name": "hooked",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> m = MLP([2, 3, 1])\n>>> seen = []\n>>> handle = m.layers[0].register_forward_hook(lambda module, args, out: seen.append(tuple(out.shape)))\n>>> _ = m(torch.zeros(4, 2))\n>>> seen\n[(4, 3)]', "hidden": False, "locked": False},
            ],
        },
    ],
}
