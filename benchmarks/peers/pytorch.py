"""PyTorch, as its tutorials write a training loop; tensors are indexed, no DataLoader slows it."""

from typing import Any, final

import numpy as np
import torch
from torch import nn

from benchmarks.comparison import Contestant, Outcome
from benchmarks.tasks import ImageTask, Task
from edunn.arrays import Array, Named, Shape
from edunn.layers import Conv2D, Dense, Flatten, Layer, MaxPool2D

OPTIMIZERS = {"gradient_descent": torch.optim.SGD, "adam": torch.optim.Adam}


@final
class Descent(Contestant):
    """One eager epoch by gradient descent; unlike EduNN's, it measures no loss and no accuracy."""

    def __init__(self, task: Task | ImageTask) -> None:
        x, labels = task.rows()
        if x.ndim == 4:
            x = np.ascontiguousarray(np.moveaxis(x, 3, 1))  # PyTorch's images: channels first
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


def network(task: Task | ImageTask) -> Any:
    """The task's layers with its first weights; the softmax is part of PyTorch's loss."""
    model = task.model()
    places = zip(model.layers[:-1], model.parameters, model.network.shapes, strict=False)
    with torch.no_grad():
        return nn.Sequential(*(module(layer, p, shape) for layer, p, shape in places))


def module(layer: Layer, p: Named, shape: Shape) -> Any:
    """A layer with its weights, as PyTorch has it; `shape` is that of a row of its input."""
    if isinstance(layer, Conv2D):
        k, l = layer.windows.size  # noqa: E741 - the letters of the layer
        made = nn.Conv2d(shape[2], layer.filters, (k, l))
        W = p["W"].reshape(k, l, shape[2], layer.filters)
        return with_weights(made, W.transpose(3, 2, 0, 1), p["b"])
    if isinstance(layer, Dense):
        return with_weights(nn.Linear(*p["W"].shape), p["W"].T, p["b"])
    if isinstance(layer, MaxPool2D):
        return nn.MaxPool2d(layer.windows.size)
    return ChannelsLast() if isinstance(layer, Flatten) else nn.ReLU()


def with_weights(made: Any, weight: Array, bias: Array) -> Any:
    """The module, begun with these weights."""
    made.weight.copy_(torch.from_numpy(weight.copy()))
    made.bias.copy_(torch.from_numpy(bias.copy()))
    return made


@final
class ChannelsLast(nn.Module):  # type: ignore[misc]
    """Flatten as EduNN does: pixel by pixel, so that both have the same weights behind it."""

    def forward(self, x: Any) -> Any:
        return x.permute(0, 2, 3, 1).flatten(1)
