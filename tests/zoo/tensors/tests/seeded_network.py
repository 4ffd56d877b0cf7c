OK_FORMAT = True

test = {
    "name": "seeded_network",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> _ = torch.manual_seed(1)\n>>> n = Net(); x = torch.randn(2, 3)\n>>> _ = torch.manual_seed(1)\n>>> ref = nn.Linear(3, 4); out = nn.Linear(4, 2)\n>>> torch.equal(x, torch.randn(2, 3))\nTrue\n>>> torch.equal(n.fc.weight, ref.weight)\nTrue', "hidden": False, "locked": False},
            ],
        },
    ],
}
