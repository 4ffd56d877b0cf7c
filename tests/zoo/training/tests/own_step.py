OK_FORMAT = True

test = {
    "name": "own_step",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> p = torch.tensor([1.0, 2.0], requires_grad=True)\n>>> (p ** 2).sum().backward()\n>>> sgd_step([p], 0.5)\n>>> p.tolist(), p.grad\n([0.0, 0.0], None)', "hidden": False, "locked": False},
                {"code": '>>> m = nn.Linear(1, 1)\n>>> m(torch.ones(1, 1)).sum().backward()\n>>> w = m.weight.item()\n>>> sgd_step(m.parameters(), 0.25)\n>>> round(w - m.weight.item(), 4)\n0.25', "hidden": True, "locked": False},
            ],
        },
    ],
}
