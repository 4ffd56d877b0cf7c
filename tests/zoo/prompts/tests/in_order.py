OK_FORMAT = True

test = {'name': 'in_order',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> before = len(history)\n'
                                ">>> log('a') - before\n"
                                '1\n'
                                ">>> log('b') - before\n"
                                '2\n'
                                '>>> history[-2:]\n'
                                "['a', 'b']",
                        'hidden': False,
                        'locked': False},
                       {'code': ">>> _ = log('c')\n>>> history[-1]\n'c'", 'hidden': True, 'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
