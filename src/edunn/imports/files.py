"""Files of networks, by the ending of their names: which are opened, and which never are.

A file that may hold a program is not opened, since to load it is to run it: the message has the
line that loads it in its own library, for those who trust it.
"""

from pathlib import Path

from edunn.errors import FileFormatError

TORCH = (
    "build the network as in the program that wrote it, network.load_state_dict(torch.load({path}))"
)
JOBLIB = "network = joblib.load({path})"
PICKLE = "network = pickle.load(open({path}, 'rb'))"
H5 = "network = keras.models.load_model({path})"
CONVERT = "convert it to ONNX first, python -m tf2onnx.convert, and open that file"

LOADED_BY = {
    ".pt": TORCH,
    ".pth": TORCH,
    ".ckpt": TORCH,
    ".bin": TORCH,
    ".pkl": PICKLE,
    ".pickle": PICKLE,
    ".joblib": JOBLIB,
    ".h5": H5,
    ".hdf5": H5,
    ".pb": CONVERT,
    ".tflite": CONVERT,
}
"""What to do with a file by its ending: the line that loads it, where there is one."""


def refuse_programs(path: Path) -> None:
    """Refuse a file whose library would run code to load it, or that has no layers in it.

    Raises:
        FileFormatError: what to do instead.

    Example:
        >>> refuse_programs(Path("net.pb"))
        Traceback (most recent call last):
        edunn.errors.FileFormatError: net.pb is a file of TensorFlow: convert it to ONNX first, \
python -m tf2onnx.convert, and open that file.
    """
    line = LOADED_BY.get(path.suffix.lower())
    if line is None:
        return
    if line is CONVERT:
        raise FileFormatError(f"{path} is a file of TensorFlow: {CONVERT}.")
    raise FileFormatError(
        f"{path} may hold a program, which EduNN never runs. If you trust it: "
        f"{line.format(path=repr(str(path)))}; then edunn.open_model(network)."
    )
