OK_FORMAT = True

test = {
    "name": "seeded",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> _ = torch.manual_seed(0)\n>>> a = noise(3)\n>>> _ = torch.manual_seed(0)\n>>> torch.equal(a, torch.randn(3))\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
