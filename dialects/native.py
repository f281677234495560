"""The C API of the dialects' shared library (capi/FuseCAPI.h), called through ctypes.

The library (`fuse_mlir/_native/`, built from this folder by CMake) is no extension module, so one build serves every CPython.
Objects of the bindings cross as capsules that hold one pointer; the C structs of such objects (`MlirType`, `MlirContext`,
`MlirOperation`) consist of just this pointer. Capsules are named: a wrong object is a Python error, not a crash.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from mlir import ir


class TypeKind(Enum):
    """The type definitions of the dialect `fuse`."""

    STR = "str"
    BYTES = "bytes"
    HTML = "html"
    ANY = "any"
    UNIT = "unit"
    ERROR = "error"
    LIST = "list"
    MAP = "map"
    OPTION = "option"
    RESULT = "result"
    BOX = "box"
    TASK = "task"
    STRUCT = "struct"
    ENUM = "enum"


SIMPLE_KINDS = (TypeKind.STR, TypeKind.BYTES, TypeKind.HTML, TypeKind.ANY, TypeKind.UNIT, TypeKind.ERROR)
CONTAINER_KINDS = (TypeKind.LIST, TypeKind.MAP, TypeKind.OPTION, TypeKind.RESULT, TypeKind.BOX, TypeKind.TASK)


class _Handle(ctypes.Structure):
    """MlirContext, MlirType or MlirOperation."""

    _fields_ = (("pointer", ctypes.c_void_p),)


class _StringRef(ctypes.Structure):
    """MlirStringRef."""

    _fields_ = (("data", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _StageContents(ctypes.Structure):
    """FuseStageContents."""

    _fields_ = (
        ("dialects", ctypes.POINTER(_StringRef)),
        ("dialect_count", ctypes.c_ssize_t),
        ("refused", ctypes.POINTER(_StringRef)),
        ("refused_count", ctypes.c_ssize_t),
        ("fuse_types", ctypes.c_bool),
    )


_Report = ctypes.CFUNCTYPE(None, _Handle)


def library_path() -> Path:
    """Where the build puts the shared library: `_native/` of the package `fuse_mlir`."""
    spec = find_spec("fuse_mlir")
    assert spec is not None and spec.submodule_search_locations
    suffix = ".dylib" if sys.platform == "darwin" else ".so"
    return Path(spec.submodule_search_locations[0]) / "_native" / f"libfuse_mlir_dialects{suffix}"


def _load() -> ctypes.CDLL:
    # Importing `mlir.ir` has loaded the libraries that this one needs; the dynamic linker finds them by name.
    path = library_path()
    if not path.exists():
        raise ImportError(f"{path} is missing: build it with `cmake -G Ninja -B build` and `ninja -C build`")
    library = ctypes.CDLL(str(path))
    signatures = {
        "fuseRegisterDialects": (None, [_Handle]),
        "fuseSimpleTypeGet": (_Handle, [_Handle, _StringRef]),
        "fuseStructTypeGet": (_Handle, [_Handle, _StringRef]),
        "fuseEnumTypeGet": (_Handle, [_Handle, _StringRef]),
        "fuseContainerTypeGet": (_Handle, [_StringRef, _Handle]),
        "fuseTypeElement": (_Handle, [_Handle]),
        "fuseTypeSymbol": (_StringRef, [_Handle]),
        "fuseOperationRaises": (ctypes.c_bool, [_Handle]),
        "fuseSimplify": (None, [_Handle]),
        "fuseFindLeftovers": (None, [_Handle, ctypes.POINTER(_StageContents), _Report]),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


_library = _load()

_capsule_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_capsule_pointer.restype = ctypes.c_void_p
_capsule_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
_capsule_new = ctypes.pythonapi.PyCapsule_New
_capsule_new.restype = ctypes.py_object
_capsule_new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]

# Names of the bindings' capsules. A capsule keeps a pointer to its name, so the bytes objects must live as long as the module.
_CONTEXT = b"mlir.ir.Context._CAPIPtr"
_OPERATION = b"mlir.ir.Operation._CAPIPtr"
_TYPE = b"mlir.ir.Type._CAPIPtr"


def _context(context: ir.Context | None) -> _Handle:
    context = context or ir.Context.current
    if context is None:
        raise ValueError("no context is current; pass one or enter one")
    return _Handle(_capsule_pointer(context._CAPIPtr, _CONTEXT))


def _type(type_: ir.Type) -> _Handle:
    return _Handle(_capsule_pointer(type_._CAPIPtr, _TYPE))


def _text(text: str) -> tuple[_StringRef, bytes]:
    """The reference, and the bytes that must outlive it."""
    data = text.encode()
    return _StringRef(ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p), len(data)), data


def _texts(texts: Sequence[str]) -> tuple[ctypes.Array[_StringRef], list[bytes]]:
    """An array of references, and the bytes that must outlive it."""
    pairs = [_text(text) for text in texts]
    return (_StringRef * len(pairs))(*(reference for reference, _ in pairs)), [data for _, data in pairs]


def _operation(op: ir.Operation) -> _Handle:
    return _Handle(_capsule_pointer(op._CAPIPtr, _OPERATION))


def _to_type(handle: _Handle) -> ir.Type | None:
    if handle.pointer is None:
        return None
    return ir.Type._CAPICreate(_capsule_new(handle.pointer, _TYPE, None))


# Kind of a type by the identity of its definition, which is the same in all contexts. Looking here is four times as fast as a call
# through ctypes, and passes ask often.
_kinds: dict[ir.TypeID, TypeKind] = {}


def register_dialects(context: ir.Context) -> None:
    """Register and load both dialects."""
    _library.fuseRegisterDialects(_context(context))
    if not _kinds:
        text = simple_type(TypeKind.STR, context)
        for kind in TypeKind:
            if kind in SIMPLE_KINDS:
                example = simple_type(kind, context)
            elif kind in CONTAINER_KINDS:
                example = container_type(kind, text)
            else:
                example = named_type(kind, "Example", context)
            _kinds[example.typeid] = kind


def type_kind(type_: ir.Type) -> TypeKind | None:
    """Which type of `fuse` this is; None for the types of other dialects."""
    return _kinds.get(type_.typeid)


def simple_type(kind: TypeKind, context: ir.Context | None) -> ir.Type:
    """The type of one of SIMPLE_KINDS."""
    mnemonic, _alive = _text(kind.value)
    return _to_type(_library.fuseSimpleTypeGet(_context(context), mnemonic))


def named_type(kind: TypeKind, name: str, context: ir.Context | None) -> ir.Type:
    """The type of kind STRUCT or ENUM with this symbol."""
    get = _library.fuseStructTypeGet if kind is TypeKind.STRUCT else _library.fuseEnumTypeGet
    reference, _alive = _text(name)
    return _to_type(get(_context(context), reference))


def container_type(kind: TypeKind, element: ir.Type) -> ir.Type:
    """The type of one of CONTAINER_KINDS with this element type.

    Errors: ValueError where the element may not be one.
    """
    mnemonic, _alive = _text(kind.value)
    type_ = _to_type(_library.fuseContainerTypeGet(mnemonic, _type(element)))
    if type_ is None:
        raise ValueError(f"{element} cannot be inside a {kind.value}")
    return type_


def type_element(type_: ir.Type) -> ir.Type | None:
    """The type inside a container; None for any other type."""
    return _to_type(_library.fuseTypeElement(_type(type_)))


def type_symbol(type_: ir.Type) -> str:
    """Symbol of a struct or an enum; empty for any other type."""
    reference = _library.fuseTypeSymbol(_type(type_))
    return ctypes.string_at(reference.data, reference.length).decode() if reference.length else ""


def operation_raises(op: ir.Operation) -> bool:
    """Whether the op has the effect `fuse.raise` itself; what its regions and callees do does not count."""
    return _library.fuseOperationRaises(_operation(op))


def find_leftovers(
    root: ir.Operation, dialects: Sequence[str], refused: Sequence[str] = (), *, fuse_types: bool = True
) -> list[ir.Operation]:
    """The ops below `root` that a stage may not hold, in program order.

    dialects     those that its ops may be of
    refused      ops of these dialects that it may not hold
    fuse_types   whether results, block arguments and signatures may have types of fuse
    """
    (allowed, allowed_data), (names, names_data) = _texts(dialects), _texts(refused)
    contents = _StageContents(allowed, len(dialects), names, len(refused), fuse_types)
    found: list[int] = []
    _library.fuseFindLeftovers(_operation(root), ctypes.byref(contents), _Report(lambda handle: found.append(handle.pointer)))
    # The bytes that the texts point to have to live until here.
    del allowed_data, names_data
    return [ir.Operation._CAPICreate(_capsule_new(pointer, _OPERATION, None)) for pointer in found]


def simplify(op: ir.Operation) -> None:
    """Apply folds and canonicalization patterns inside an op (lowering/native/Simplify.cpp)."""
    _library.fuseSimplify(_operation(op))
