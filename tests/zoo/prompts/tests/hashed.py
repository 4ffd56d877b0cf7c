OK_FORMAT = True

test = {'name': 'hashed',
 'points': 1,
 'suites': [{'cases': [{'code': '>>> import hashlib\n'
                                '>>> hashlib.sha256(bytes(str(round(threshold, 4)), "utf-8")).hexdigest()\n'
                                "'953130c1fda9c8509c43c2474717528708f6a21d2fd2c6ebdf1fcd6eeafeb47b'",
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> import hashlib\n'
                                '>>> def get_hash(x):\n'
                                '...     return hashlib.md5(str(x).encode()).hexdigest()\n'
                                ">>> get_hash(sorted(names)) == get_hash(['Adam', 'Mia', 'Zoe'])\n"
                                'True',
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
