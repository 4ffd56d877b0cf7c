OK_FORMAT = True

test = {
    "name": "ok_style",
    "points": 2,
    "suites": [
        {
            "cases": [
                {
                    "code": r"""
                    >>> _ = torch.manual_seed(0); x = torch.randn(2, 3, 4, 4)
                    >>> Patchify(4, 5)(x).shape
                    torch.Size([2, 1, 5])
                    >>> attention(torch.eye(2), torch.eye(2), torch.eye(2))[1]
                    tensor([[0.6698, 0.3302],
                            [0.3302, 0.6698]])
                    """,
                    "hidden": False,
                    "locked": False,
                },
                {
                    "code": r"""
                    >>> discounted([1, 0, 2])
                    tensor([2.6200, 1.8000, 2.0000])
                    >>> make_net()[1]
                    Linear(in_features=12, out_features=10, bias=True)
                    >>> isinstance(curve[0], float) and curve[-1] < 0.01
                    True
                    """,
                    "hidden": True,
                    "locked": False,
                },
            ],
            "scored": True, "setup": "", "teardown": "", "type": "doctest",
        },
    ],
}
