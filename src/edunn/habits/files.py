"""Files: endings that stand for the formats of other libraries."""

from edunn.habits.habit import Habit, Habits

_OWN = 'model.save("net.edunn")'
_OTHER = "model.save writes EduNN's own format, safetensors with JSON, and that is {} file"


def _of(owner: str) -> Habit:
    return Habit(_OTHER.format(owner), _OWN)


ENDINGS: Habits = {
    ".keras": _of("a Keras"),
    ".h5": _of("a Keras"),
    ".hdf5": _of("a Keras"),
    ".tflite": _of("a TensorFlow Lite"),
    ".pb": _of("a TensorFlow"),
    ".pt": _of("a PyTorch"),
    ".pth": _of("a PyTorch"),
    ".pkl": _of("a pickle"),
    ".pickle": _of("a pickle"),
    ".joblib": _of("a joblib"),
    ".npz": _of("a NumPy"),
    ".onnx": Habit(
        "model.save writes EduNN's own format, and model.export that of others",
        'model.export("net.onnx")',
    ),
}
"""By their ending, files that `Model.save` must not be mistaken for."""
