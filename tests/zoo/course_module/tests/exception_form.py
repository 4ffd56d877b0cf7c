from otter.test_files import test_case
from shop import Basket, Item

OK_FORMAT = False
name = "exception_form"


@test_case(points=1)
def test_basket(basket):
    assert isinstance(basket, Basket), "make a Basket"
    assert len(basket) == 3


@test_case(points=1)
def test_total(total):
    assert total(Basket([Item("a", 1), Item("b", 2)])) == 3
    assert total(Basket([Item("a", 1), Item("b", 3)]), "HALF") == 2
