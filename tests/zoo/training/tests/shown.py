OK_FORMAT = True

test = {
    "name": "shown",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> MLP([2, 1])\nMLP(\n  (layers): ModuleList(\n    (0): Linear(in_features=2, out_features=1, bias=True)\n  )\n  (dropout): Dropout(p=0.0, inplace=False)\n)', "hidden": False, "locked": False},
                {"code": '>>> print(nn.Sequential(*policy_net(Walk())[:2]))\nSequential(\n  (0): Linear(in_features=5, out_features=8, bias=True)\n  (1): ReLU()\n)', "hidden": True, "locked": False},
            ],
        },
    ],
}
