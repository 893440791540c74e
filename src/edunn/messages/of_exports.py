"""Sentences about exports: what another library or language cannot hold, and what can be done."""

EXPORTS = {
    "export.refused": "{target} cannot hold the {kind} {name}: {reason} {remedy}",
    "export.kind.layer": "layer",
    "export.kind.activation": "activation",
    "export.remedy": "NumPy holds it, and ONNX most layers.",
    "export.remedy.float32": 'A network with dtype="float32" can be written, and NumPy holds both.',
    "export.remedy.formula": (
        "Give its class a formula, as those of EduNN have one; NumPy needs none."
    ),
    "export.remedy.file": "Put its class into a file of its own.",
    "export.remedy.own": "A layer of your own runs in EduNN alone.",
    "export.remedy.function": "Let its value be one.",
    "export.no_onnx": (
        "writing ONNX needs the package onnx: pip install 'edunn-lab[onnx]'. A program in NumPy "
        'needs nothing: model.export("net.py").'
    ),
    "export.other_ending": "{file} does not end in {ending}, as files for {to} do.",
    "export.unknown_ending": (
        "{file} does not say which format it is to have. Known endings: {known}. "
        "Of several programs that end in .py, NumPy is the one meant; to= chooses another."
    ),
    "export.no_layer": "there is no program for it in that language.",
    "export.dense_only": "it has dense layers only.",
    "export.stride_and_dilation": "it takes either a stride or a dilation.",
    "export.one_activation": "all its hidden layers have the same one, and here they differ.",
    "export.four_activations": "it has only identity, logistic, tanh and relu.",
    "export.after_dense": "its activations stand behind dense layers, one behind each.",
    "export.sklearn_ending": "its last activation is softmax, logistic or identity.",
    "export.no_formula": "its formula is not known.",
    "export.no_source": "its source cannot be read.",
    "export.no_float64": "the runtime of ONNX computes it in float32 only.",
    "export.no_function": "its value is no function of x and of numbers alone.",
}
