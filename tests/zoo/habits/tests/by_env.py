from otter.test_files import test_case

OK_FORMAT = False
name = "by_env"


@test_case(points=1, hidden=False)
def test_there(env):
    assert 'rate' in env, 'The variable rate is not defined!'
    assert env['rate'] == 0.25, f'wrong rate {env["rate"]}'


@test_case(points=2, hidden=True)
def test_function(env):
    possible = ['no_such', 'discount', 'discounted']
    found = [name for name in possible if name in env]
    assert found == ['discounted']
    assert env['np'].allclose(env['discounted']([1, 2], 0.5), [2, 2])


@test_case(points=1, hidden=True)
def test_object(env):
    assert 2.4 < env["result"].mean < 2.6
    assert len(env["result"].interval()) == 2
