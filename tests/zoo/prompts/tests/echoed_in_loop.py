OK_FORMAT = True

test = {'name': 'echoed_in_loop',
 'points': 2,
 'suites': [{'cases': [{'code': '>>> q = Queue()\n'
                                '>>> for i in [1, 2, 3]:\n'
                                '...     q.enqueue(i)\n'
                                '... \n'
                                '>>> while q.front():\n'
                                '...     q.dequeue()\n'
                                '...\n'
                                '1\n'
                                '2\n'
                                '3',
                        'hidden': False,
                        'locked': False},
                       {'code': '>>> q = Queue()\n'
                                ">>> q.enqueue('a'); q.enqueue('b')\n"
                                '>>> len(q), q.dequeue(), len(q)\n'
                                "(2, 'a', 1)",
                        'hidden': True,
                        'locked': False}],
             'scored': True,
             'setup': '',
             'teardown': '',
             'type': 'doctest'}]}
