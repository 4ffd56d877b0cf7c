OK_FORMAT = True

test = {
    "name": "own_gradient",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> x = torch.tensor([2.0], requires_grad=True)\n>>> Cube.apply(x).backward()\n>>> x.grad\ntensor([12.])', "hidden": False, "locked": False},
                {"code": '>>> torch.autograd.gradcheck(Cube.apply, torch.rand(3, dtype=torch.double, requires_grad=True))\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
