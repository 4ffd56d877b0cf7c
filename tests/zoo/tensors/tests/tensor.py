OK_FORMAT = True

test = {
    "name": "tensor",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> t.shape\ntorch.Size([2, 3])', "hidden": False, "locked": False},
                {"code": '>>> t.sum().item()\n15.0', "hidden": True, "locked": False},
                {"code": '>>> torch.equal(t[1], torch.tensor([3.0, 4.0, 5.0]))\nTrue', "hidden": True, "locked": False},
                {"code": '>>> t\ntensor([[0., 1., 2.],\n        [3., 4., 5.]])', "hidden": True, "locked": False},
            ],
        },
    ],
}
