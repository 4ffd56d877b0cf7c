OK_FORMAT = True

test = {
    "name": "loaders",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> [tuple(x.shape) for x, y in plain_loader]\n[(5, 1), (5, 1), (5, 1), (1, 1)]', "hidden": False, "locked": False},
                {"code": '>>> len(loader), loader.batch_size, len(plain_loader.dataset)\n(4, 4, 16)', "hidden": True, "locked": False},
                {"code": '>>> xb, yb = next(iter(plain_loader))\n>>> torch.allclose(yb, 2 * xb + 1)\nTrue', "hidden": True, "locked": False},
                {"code": '>>> len(train_part), len(test_part)\n(12, 4)\n>>> len(set(train_part.indices) & set(test_part.indices))\n0', "hidden": True, "locked": False},
            ],
        },
    ],
}
