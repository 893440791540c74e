"""PyTorch, as its tutorials write a training loop; tensors are indexed, no DataLoader slows it."""

from itertools import chain
from typing import Any, final

import torch
from torch import nn

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import Task

OPTIMIZERS = {"gradient_descent": torch.optim.SGD, "adam": torch.optim.Adam}


@final
class Descent(Contestant):
    """One eager epoch by gradient descent; unlike EduNN's, it measures no loss and no accuracy."""

    def __init__(self, task: Task) -> None:
        x, labels = task.rows()
        self.x, self.labels = torch.from_numpy(x), torch.from_numpy(labels)
        self.batch_size = task.batch_size
        self.net = network(task)
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = OPTIMIZERS[task.algorithm](self.net.parameters(), lr=task.learning_rate)
        self.updates = 0
        torch.manual_seed(0)

    def work(self) -> None:
        for rows in torch.randperm(len(self.x)).split(self.batch_size):
            self.optimizer.zero_grad()
            loss = self.loss(self.net(self.x[rows]), self.labels[rows])
            loss.backward()
            self.optimizer.step()
            self.updates += 1

    def outcome(self) -> Outcome:
        parameters = list(self.net.parameters())
        with torch.no_grad():
            loss = self.loss(self.net(self.x), self.labels)
        dtype = str(parameters[0].dtype).removeprefix("torch.")
        return Outcome(sum(p.numel() for p in parameters), dtype, self.updates, float(loss))


def network(task: Task) -> Any:
    """The task's layers with its first weights; the softmax is part of PyTorch's loss."""
    layers = [(nn.Linear(inputs, outputs), nn.ReLU()) for inputs, outputs in task.widths]
    net = nn.Sequential(*list(chain(*layers))[:-1])
    with torch.no_grad():
        for (linear, _), (W, b) in zip(layers, task.first_weights(), strict=True):
            linear.weight.copy_(torch.from_numpy(W.T))
            linear.bias.copy_(torch.from_numpy(b))
    return net
