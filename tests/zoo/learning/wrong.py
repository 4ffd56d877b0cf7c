X_train = X_test = y_train = y_test = np.zeros((1, 1))
class LinearRegression: predict = score = coef_ = None
line = LinearRegression()
named = scaled_knn = make_pipeline(DecisionTreeClassifier())
tree = DecisionTreeClassifier()
search, scores, matrix, fresh, encoder, iris = None, np.ones(2) * 7, np.eye(3), DecisionTreeClassifier(), None, {}
errors_by_k, best_errors = errors_by_k * 0, best_errors * 5
class Majority:
    def __init__(self, tie=9): self.tie = tie
    def fit(self, X, y): return self
    def predict(self, X): return [5]
    def get_params(self, deep=False): return {}
class Centre(Majority): pass
class Nearest(Majority): pass
rmse = lambda a, b: 7
fit_model = lambda X, y: None
cross_validate_by_hand = lambda *a: []
minimum, root, ttest, fitted, normal, area = optimize.OptimizeResult(x=[5], fun=9, success=False), None, (0, 0), None, None, (0, 0)
