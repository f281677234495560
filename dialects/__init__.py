"""The dialects `fuse` and `fuse_rt`: definitions in C++ and ODS, and their Python face.

`context.create_context()` gives a context with everything the compiler needs; `fuse` and `fuse_rt` have op classes and types.
Nothing is imported here: importing MLIR takes tens of milliseconds, which `check` and `run --backend ast` must not pay.
"""
