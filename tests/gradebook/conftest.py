import pytest

from autograder.gradebook.database import make_book
from autograder.gradebook.record import set_roster
from autograder.handin.roster import Student
from tests.support import postgres


@pytest.fixture(scope="session")
def server():
    if postgres.programs() is None:
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql")
    with postgres.cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request, tmp_path):
    """A database of each kind that is empty."""
    if request.param == "sqlite":
        return str(tmp_path / "book.sqlite")
    return postgres.database(request.getfixturevalue("server"))


@pytest.fixture
def book(db, tmp_path):
    made = make_book(db, tmp_path / "files")
    yield made
    made.engine.dispose()


ROSTER = [
    Student("s1", "Ada Lovelace", "ada@x.org"),
    Student("s2", "Bob Ross", "bob@x.org", team="red"),
    Student("s3", "Cy Young", team="red"),
]


@pytest.fixture
def filled(book):
    """A class of three, two of whom hand in together."""
    set_roster(book, ROSTER, "roster.csv")
    return book
