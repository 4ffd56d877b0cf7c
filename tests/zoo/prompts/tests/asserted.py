OK_FORMAT = True

test = {'name': 'asserted',
 'points': 3,
 'suites': [{'cases': [{'code': ">>> result = order('Apple', 100, 10)\n"
                                ">>> assert result['name'] == 'Apple', 'wrong name'\n"
                                ">>> assert result['total'] == 1000, 'wrong total'\n"
                                '>>> assert isinstance(result, dict)',
                        'hidden': False,
                        'locked': False},
                       {'code': ">>> # the tax is rounded down\n>>> assert order('Pear', 33, 1)['tax'] == 3",
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
