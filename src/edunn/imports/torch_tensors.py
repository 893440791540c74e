"""PyTorch's tensors as arrays."""

from typing import Any

from edunn.imports.draft import Numbers, refuse


def array(tensor: Any) -> Numbers:
    """A tensor as an array; a float shorter than float32 becomes one.

    Raises:
        ArchitectureError: it has no numbers, or other ones than floats.
    """
    if not tensor.is_floating_point() or tensor.is_meta:
        kind = "without numbers" if tensor.is_meta else str(tensor.dtype)
        refuse(f"its weights are {kind}; expected floats.")
    tensor = tensor.detach().cpu()
    is_double = str(tensor.dtype) == "torch.float64"
    numbers: Numbers = (tensor if is_double else tensor.float()).numpy().copy()
    return numbers


def optional(tensor: Any) -> Numbers | None:
    """The same for one that a module may lack."""
    return None if tensor is None else array(tensor)
