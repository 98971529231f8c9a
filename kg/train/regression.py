"""Weights from examples: one logistic regression for each question."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.extract.judge.judge import STANDS
from kg.train.examples import Examples, Question

_FEWEST: Final = 3  # times that a feature must be seen
_FEWEST_YES: Final = 3  # gold answers that are yes, for a question to be judged
_STRENGTH: Final = 0.6  # the inverse of the penalty
_STRENGTH_OF: Final = {STANDS: 0.1}  # of a question whose examples stand for several fillers each


def learned(found: Examples) -> dict[Question, dict[str, float]]:
    """The weights of all questions. Where too little is known of whether facts of a type are right, their share is."""
    weights = {
        question: _fitted(
            found.seen[question],
            found.yes[question],
            found.times[question],
            _STRENGTH_OF.get(question[1], _STRENGTH),
        )
        for question in sorted(found.seen)
    }
    for (type_, question), table in weights.items():
        if question == "fact" and not table:
            yes = sum(found.yes[type_, question])
            # As if one more of each had been seen.
            odds = (yes + 1) / (len(found.yes[type_, question]) - yes + 1)
            weights[type_, question] = {"any": round(math.log(odds), 3)}
    return weights


def _fitted(
    seen: Sequence[Sequence[str]], yes: Sequence[bool], times: Sequence[int], strength: float
) -> dict[str, float]:
    """The weights of one question; none where the answers are too few to learn from."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    if sum(yes) < _FEWEST_YES or all(yes):
        return {}
    count = Counter(feature for features in seen for feature in features)
    rows = [{name: 1.0 for name in features if count[name] >= _FEWEST} for features in seen]
    vectorizer = DictVectorizer()
    # L1, so that few weights remain and can be read.
    model = LogisticRegression(
        l1_ratio=1, C=strength, solver="liblinear", fit_intercept=False, random_state=0, max_iter=1000
    )
    table = vectorizer.fit_transform(rows)
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model.fit(table, yes, sample_weight=times)
    names = vectorizer.get_feature_names_out()
    weights = (
        (str(name), round(float(weight), 3)) for name, weight in zip(names, model.coef_[0], strict=True)
    )
    return {name: weight for name, weight in weights if weight}
