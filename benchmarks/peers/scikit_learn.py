"""scikit-learn: `MLPClassifier.partial_fit`, which is one epoch over the rows it is given."""

from typing import final

import numpy as np
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Task

SOLVERS = {"gradient_descent": "sgd", "adam": "adam"}


@final
class Descent(Contestant):
    """One epoch by gradient descent, without its penalty and its momentum; loss is measured."""

    def __init__(self, task: Task) -> None:
        self.x, self.labels = task.rows()
        self.network = MLPClassifier(
            task.sizes[1:-1],
            solver=SOLVERS[task.algorithm],
            batch_size=task.batch_size,
            learning_rate_init=task.learning_rate,
            momentum=0.0,
            nesterovs_momentum=False,
            alpha=0.0,
            random_state=np.random.RandomState(0),  # a number would shuffle every epoch alike
        )
        self._take_first_weights(task)

    def work(self) -> None:
        self.network.partial_fit(self.x, self.labels)

    def outcome(self) -> Outcome:
        parameters = [*self.network.coefs_, *self.network.intercepts_]
        return Outcome(
            sum(p.size for p in parameters),
            str(parameters[0].dtype),
            -(-int(self.network.t_) // self.network.batch_size),
            log_loss(self.labels, self.network.predict_proba(self.x)),
        )

    def _take_first_weights(self, task: Task) -> None:
        """Begin where all begin: the weights exist only once a mini-batch was seen."""
        x, labels = self.x[: task.batch_size], self.labels[: task.batch_size]
        self.network.partial_fit(x, labels, classes=np.unique(self.labels))
        self.network.t_ = 0
        for k, (W, b) in enumerate(task.first_weights()):
            self.network.coefs_[k][...] = W
            self.network.intercepts_[k][...] = b
