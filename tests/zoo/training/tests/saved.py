OK_FORMAT = True

test = {
    "name": "saved",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> state = torch.load('model.pt')\n>>> sorted(state)[:2]\n['layers.0.bias', 'layers.0.weight']", "hidden": False, "locked": False},
                {"code": ">>> import os\n>>> os.path.exists('model.pt')\nTrue", "hidden": True, "locked": False},
            ],
        },
    ],
}
