"""Kernel code in a file, loaded without the compiler.

`llvmlite`, the lowest layer of Numba, needs nothing else to put it into memory. It checks nothing,
so a file has a fingerprint, and is kept only after another process could load it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

ROOMS = "activations", "fused", "losses", "optimizers"
"""The folders whose code is compiled."""


def _stamp() -> str:
    root = Path(__file__).parents[1]
    sources = sorted(path for room in ROOMS for path in root.glob(f"{room}/*.py"))
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


STAMP = _stamp()
"""Changes with any file in them."""


class Code(NamedTuple):
    """Kernel code.

    Example:
        >>> Code.of_bytes(Code("run", b"...").to_bytes()).name
        'run'
    """

    name: str
    """What the function is called in there."""
    binary: bytes
    """An object file, as a compiler writes it."""

    def to_bytes(self) -> bytes:
        """What stands in the file: the rest's fingerprint, the name, the code."""
        rest = self.name.encode() + b"\n" + self.binary
        return sha256(rest).digest() + rest

    @classmethod
    def of_bytes(cls, content: bytes) -> "Code":
        """The code in a file.

        Raises:
            ValueError: it was damaged; a processor would not notice.
        """
        fingerprint, rest = content[:32], content[32:]
        if sha256(rest).digest() != fingerprint:
            raise ValueError("this is no machine code, or it was damaged.")
        name, _, binary = rest.partition(b"\n")
        return cls(name.decode(), binary)


_engines: list[Any] = []
"""What owns the code that was loaded: it has to live on."""


def load(path: Path) -> int:
    """The address of the function whose code is in a file.

    Raises:
        OSError: there is no such file.
        RuntimeError, ValueError: there is no machine code in it.
    """
    code = Code.of_bytes(path.read_bytes())
    import llvmlite.binding as llvm

    engine = _engine("")
    engine.add_object_file(llvm.ObjectFileRef.from_data(code.binary))
    engine.finalize_object()
    address: int = engine.get_function_address(code.name)
    if not address:
        raise ValueError(f"there is no function {code.name} in {path}.")
    return address


def assembled(text: str, name: str) -> int:
    """The address of a function that is written in LLVM's language."""
    engine = _engine(text)
    engine.finalize_object()
    address: int = engine.get_function_address(name)
    return address


def pointer(kind: str) -> str:
    """LLVM's word for the address of something of that kind; since LLVM 17 there is one for all."""
    import llvmlite.binding as llvm

    return "ptr" if llvm.llvm_version_info[0] >= 17 else f"{kind}*"


def _engine(text: str) -> Any:
    """What puts code into memory, and what is written in this text with it."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    processor = llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine(jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(text), processor)
    _engines.append(engine)
    return engine


def folders() -> Iterator[Path]:
    """Where code may be kept: the folder set for Numba; else here, or among the user's caches.

    Example:
        >>> [folder.name for folder in folders()][-1]
        'edunn'
    """
    chosen, caches = os.environ.get("NUMBA_CACHE_DIR"), os.environ.get("XDG_CACHE_HOME")
    if chosen:
        yield Path(chosen) / "edunn"
    else:
        yield Path(__file__).parent / "__pycache__"
        yield (Path(caches) if caches else Path.home() / ".cache") / "edunn"


def keep(code: Code, path: Path) -> None:
    """Write a file, if a fresh process can load it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{token_hex(8)}")
    try:
        draft.write_bytes(code.to_bytes())
        program = (
            "import sys, pathlib, edunn.fused.object_cache as b; b.load(pathlib.Path(sys.argv[1]))"
        )
        trial = [sys.executable, "-c", program, str(draft)]
        if subprocess.run(trial, check=False, capture_output=True).returncode == 0:
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
