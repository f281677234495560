"""What is delivered: an executable with the papers that go with it, in one archive. Imports neither MLIR nor LLVM."""
