from otter.test_files import test_case
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

OK_FORMAT = False
name = "exception_form"


@test_case(points=1)
def test_estimator(Majority, X, y):
    model = Majority()
    assert isinstance(model, BaseEstimator), "derive from BaseEstimator"
    assert model.fit(X, y) is model, "fit returns self"
    assert hasattr(model, "winner_")
    assert accuracy_score(y, model.predict(X)) == 0.5


@test_case(points=1)
def test_pipeline(named, X):
    assert [name for name, _ in named.steps] == ["scale", "model"]
    assert isinstance(named.named_steps["model"], LogisticRegression)
    assert named.predict(X).shape == (60,)
