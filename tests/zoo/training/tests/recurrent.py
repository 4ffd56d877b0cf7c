OK_FORMAT = True

test = {
    "name": "recurrent",
    "points": 3,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": '>>> out, (h, c) = lstm(torch.zeros(2, 3, 4))\n>>> out.shape, h.shape\n(torch.Size([2, 3, 6]), torch.Size([1, 2, 6]))', "hidden": False, "locked": False},
                {"code": '>>> lstm.input_size, lstm.hidden_size, lstm.batch_first\n(4, 6, True)', "hidden": True, "locked": False},
                {"code": '>>> embedded(torch.tensor([1, 2])).shape, embedded.num_embeddings\n(torch.Size([2, 4]), 10)', "hidden": True, "locked": False},
            ],
        },
    ],
}
