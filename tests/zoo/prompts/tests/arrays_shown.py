OK_FORMAT = True

test = {'name': 'arrays_shown',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> S\narray([[0., 1.],\n       [1., 0.]], dtype=float32)',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> S.dtype == np.float32 and S.shape == (2, 2) and bool((S @ S == '
                                'np.eye(2)).all())\n'
                                'True',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
