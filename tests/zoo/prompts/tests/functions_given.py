OK_FORMAT = True

test = {'name': 'functions_given',
 'points': 2,
 'suites': [{'cases': [{'code': '>>> identity = lambda x: x\n'
                                '>>> np.isclose(linear_approx(np.square, 1., 3.), 4.)\n'
                                'np.True_',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> val = abs(np.random.randn()) + 1\n'
                                '>>> bool(np.isclose(linear_approx(np.abs, val, -val), 0.))\n'
                                'True\n'
                                '>>> linear_approx(lambda x: x, 2, 5)\n'
                                '1.0',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
