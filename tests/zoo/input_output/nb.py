import sys


def ask():
    return int(input("n? "))


def ask_until(stop):
    answers = []
    while True:
        line = input()
        if line == stop:
            return answers
        answers.append(line)


def shout(text):
    print(text.upper())


def table(n):
    for i in range(1, n + 1):
        print(i, i * i, sep="\t")


def read_line():
    return sys.stdin.readline().strip()


def warn(text):
    print(text, file=sys.stderr)


def progress(n):
    for i in range(n):
        print(i, end=" ")
    print()


def logged(f):
    def wrapper(*args):
        print("calling", f.__name__)
        return f(*args)

    return wrapper
