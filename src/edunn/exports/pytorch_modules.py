"""Modules of PyTorch that a program gets where `torch.nn` has none that does the same.

They are texts, because EduNN itself runs without PyTorch; the tests of exports run every one.
"""

MODULES = {
    "Scaling": '''class Scaling(nn.Module):
    """Brings columns of different units to one scale."""

    def __init__(self, shift, scale, dtype):
        super().__init__()
        self.register_buffer("shift", torch.tensor(shift), persistent=False)
        self.register_buffer("scale", torch.tensor(scale), persistent=False)
        self.dtype = dtype

    def forward(self, x):
        return ((x - self.shift) / self.scale).to(self.dtype)''',
    "ChannelsFirst": '''class ChannelsFirst(nn.Module):
    """Images as PyTorch has them: (B, H, V, C) -> (B, C, H, V)."""

    def forward(self, x):
        return x.permute(0, 3, 1, 2)''',
    "ChannelsLast": '''class ChannelsLast(nn.Module):
    """Images as EduNN has them: (B, C, H, V) -> (B, H, V, C)."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1)''',
    "ColumnsFirst": '''class ColumnsFirst(nn.Module):
    """Sequences as BatchNorm1d has them, and back: (B, T, C) -> (B, C, T)."""

    def forward(self, x):
        return x.transpose(1, 2)''',
    "Shaped": '''class Shaped(nn.Module):
    """The same numbers in another shape."""

    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(-1, *self.shape)''',
    "Mean": '''class Mean(nn.Module):
    """The mean over all places, column by column."""

    def forward(self, x):
        return x.flatten(1, -2).mean(dim=1)''',
    "MeanInside": '''class MeanInside(nn.Module):
    """The mean of the pixels in each window that lie inside the image."""

    def __init__(self, edges, size, stride):
        super().__init__()
        self.total = nn.Sequential(nn.ZeroPad2d(edges), nn.AvgPool2d(size, stride))

    def forward(self, x):
        return self.total(x) / self.total(torch.ones_like(x))''',
    "Words": '''class Words(nn.Module):
    """Whole numbers, which an embedding takes."""

    def forward(self, x):
        return x.long()''',
    "Recurrent": '''class Recurrent(nn.Module):
    """A recurrent layer that gives the states of all time steps, or only the last one."""

    def __init__(self, layer, sequences):
        super().__init__()
        self.layer, self.sequences = layer, sequences

    def forward(self, x):
        states, _ = self.layer(x)
        return states if self.sequences else states[:, -1]''',
    "SimpleRNN": '''class SimpleRNN(nn.Module):
    """A simple recurrent layer with any activation: h[t] = f(x[t] W + h[t-1] U + b)."""

    def __init__(self, inputs, units, activation):
        super().__init__()
        self.W, self.U = nn.Linear(inputs, units), nn.Linear(units, units, bias=False)
        self.activation = activation

    def forward(self, x):
        h, states = torch.zeros(len(x), self.U.in_features, dtype=x.dtype), []
        for step in x.unbind(dim=1):
            h = self.activation(self.W(step) + self.U(h))
            states.append(h)
        return torch.stack(states, dim=1), h''',
    "SelfAttention": '''class SelfAttention(nn.Module):
    """Every time step takes from the others; in a causal one, from those before it."""

    def __init__(self, columns, heads, causal):
        super().__init__()
        self.attention = nn.MultiheadAttention(columns, heads, batch_first=True)
        self.causal = causal

    def forward(self, x):
        mask = torch.ones(x.shape[1], x.shape[1]).tril() == 0 if self.causal else None
        return self.attention(x, x, x, attn_mask=mask, need_weights=False)[0]''',
    "Plus": '''class Plus(nn.Module):
    """Adds the same numbers to each row."""

    def __init__(self, numbers):
        super().__init__()
        self.register_buffer("numbers", torch.tensor(numbers), persistent=False)

    def forward(self, x):
        return x + self.numbers''',
    "Residual": '''class Residual(nn.Module):
    """Adds what a chain of layers computes to its own input."""

    def __init__(self, *layers):
        super().__init__()
        self.chain = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.chain(x)''',
}
