OK_FORMAT = True

test = {'name': 'in_dir',
 'points': 1,
 'suites': [{'cases': [{'code': ">>> 'median' in dir()\nTrue", 'hidden': False, 'locked': False},
                       {'code': ">>> 'median' in dir() and 'Queue' in dir() and 'nothing_like_it' not in dir()\nTrue\n>>> median([1, 9, 2])\n2.0",
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
