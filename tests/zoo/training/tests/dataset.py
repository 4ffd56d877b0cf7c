OK_FORMAT = True

test = {
    "name": "dataset",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> len(line_data), line_data[0][1].tolist(), len(Lines(3))\n(16, [1.0], 3)', "hidden": False, "locked": False},
                {"code": '>>> Lines(2, transform=lambda x: x * 10)[1][0].item()\n10.0', "hidden": True, "locked": False},
                {"code": '>>> isinstance(line_data, Dataset), isinstance(loader, DataLoader)\n(True, True)', "hidden": True, "locked": False},
            ],
        },
    ],
}
