OK_FORMAT = True

test = {
    "name": "device",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> device.type\n'cpu'", "hidden": False, "locked": False},
                {"code": ">>> str(t.dtype)\n'torch.float32'", "hidden": True, "locked": False},
            ],
        },
    ],
}
