OK_FORMAT = True

test = {
    "name": "losses",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> round(loss.item(), 4), loss.shape\n(0.1809, torch.Size([]))', "hidden": False, "locked": False},
                {"code": '>>> torch.allclose(loss, torch.nn.functional.cross_entropy(logits, labels))\nTrue', "hidden": True, "locked": False},
                {"code": '>>> (logits.argmax(1) == labels).float().mean()\ntensor(1.)', "hidden": True, "locked": False},
            ],
        },
    ],
}
