from otter.test_files import test_case

OK_FORMAT = False
name = "device_kind"
points = 1


@test_case(points=1, hidden=False)
def test_device(env):
    torch = env["torch"]
    assert env["device"].type in ("cpu", "cuda")
    assert isinstance(env["device"], torch.device)
    model = env["make_net"]().to(env["device"])
    assert next(model.parameters()).device.type == env["device"].type
    assert len(list(model.children())) == 5
