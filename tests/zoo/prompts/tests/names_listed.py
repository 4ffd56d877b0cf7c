OK_FORMAT = True

test = {'name': 'names_listed',
 'points': 2,
 'suites': [{'cases': [{'code': ">>> sorted(n for n in globals() if n in ('Node', 'Queue', 'nobody'))\n"
                                "['Node', 'Queue']\n"
                                '>>> [k for k, v in globals().items() if isinstance(v, pd.Series)]\n'
                                "['scores']",
                        'hidden': False,
                        'locked': False},
                       {'code': ">>> found = [name for name in ('mid', 'median', 'Median') if name in "
                                'globals().keys()]\n'
                                '>>> globals()[found[0]]([1, 2, 3])\n'
                                '2.0\n'
                                ">>> 'found' in locals() and 'found' in dir()\n"
                                'True',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
