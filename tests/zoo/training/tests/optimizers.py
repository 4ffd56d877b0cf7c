OK_FORMAT = True

test = {
    "name": "optimizers",
    "points": 4,
    "suites": [
        {
            "type": "doctest", "scored": True, "setup": "", "teardown": "",
            "cases": [
                {"code": ">>> type(optimizer).__name__, len(optimizer.param_groups), optimizer.param_groups[1]['lr']\n('Adam', 2, 0.01)", "hidden": False, "locked": False},
                {"code": '>>> scheduler.step_size, scheduler.gamma, scheduler.get_last_lr()\n(2, 0.5, [0.1, 0.01])', "hidden": True, "locked": False},
                {"code": '>>> isinstance(optimizer, optim.Adam), isinstance(scheduler, optim.lr_scheduler.LRScheduler)\n(True, True)', "hidden": True, "locked": False},
                {"code": ">>> sum(p.numel() for g in optimizer.param_groups for p in g['params'])\n25", "hidden": True, "locked": False},
            ],
        },
    ],
}
