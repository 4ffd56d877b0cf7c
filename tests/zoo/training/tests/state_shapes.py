OK_FORMAT = True

test = {
    "name": "state_shapes",
    "points": 2,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> weights['layers.0.weight'], len(weights)\n((8, 1), 4)", "hidden": False, "locked": False},
                {"code": '>>> {k: tuple(v.shape) for k, v in model.state_dict().items()} == weights\nTrue', "hidden": True, "locked": False},
            ],
        },
    ],
}
