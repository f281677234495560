# Rewrites the relative imports of a generated Python file to the bindings' package: INPUT, OUTPUT.
file(READ ${INPUT} text)
string(REPLACE "from ._ods_common import" "from mlir.dialects._ods_common import" text "${text}")
string(REPLACE "from ..ir import" "from mlir.ir import" text "${text}")
file(WRITE ${OUTPUT} "${text}")
