"""The OpenAPI document of a program: a pure function of the canonical program. Imports neither MLIR nor LLVM."""
