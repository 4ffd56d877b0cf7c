OK_FORMAT = True

test = {
    "name": "by_hand",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> conv2d(torch.arange(9.0).reshape(3, 3), torch.ones(2, 2))\ntensor([[ 8., 12.],\n        [20., 24.]])', "hidden": False, "locked": False},
                {"code": '>>> x, w = torch.rand(6, 6), torch.rand(3, 3)\n>>> torch.allclose(conv2d(x, w), torch.nn.functional.conv2d(x[None, None], w[None, None])[0, 0], atol=1e-5)\nTrue', "hidden": True, "locked": False},
                {"code": '>>> one_hot(torch.tensor([2, 0]), 3)\ntensor([[0., 0., 1.],\n        [1., 0., 0.]])', "hidden": True, "locked": False},
            ],
        },
    ],
}
