OK_FORMAT = True

test = {
    "name": "state",
    "points": 1,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> net.load_state_dict({k: torch.zeros_like(v) for k, v in net.state_dict().items()})\n<All keys matched successfully>\n>>> net(torch.ones(1, 3)).tolist()\n[[0.0, 0.0]]', "hidden": False, "locked": False},
            ],
        },
    ],
}
