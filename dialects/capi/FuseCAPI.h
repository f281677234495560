//===- FuseCAPI.h - C API of the FUSE dialects ------------------*- C++ -*-===//
//
// What the Python face (dialects/*.py) calls through ctypes. Plain C in its
// interface, so one library serves every CPython.
//
//===----------------------------------------------------------------------===//

#ifndef FUSE_CAPI_FUSECAPI_H
#define FUSE_CAPI_FUSECAPI_H

#include "mlir-c/IR.h"

#define FUSE_CAPI_EXPORTED extern "C" __attribute__((visibility("default")))

/// Registers and loads fuse and fuse_rt in a context.
FUSE_CAPI_EXPORTED void fuseRegisterDialects(MlirContext context);

FUSE_CAPI_EXPORTED MlirType fuseStrTypeGet(MlirContext context);
FUSE_CAPI_EXPORTED MlirType fuseErrorTypeGet(MlirContext context);
FUSE_CAPI_EXPORTED MlirType fuseStructTypeGet(MlirContext context,
                                              MlirStringRef name);
FUSE_CAPI_EXPORTED MlirType fuseEnumTypeGet(MlirContext context,
                                            MlirStringRef name);
/// Null where the element is no FUSE value type.
FUSE_CAPI_EXPORTED MlirType fuseListTypeGet(MlirType element);
/// Null where the element is no FUSE value type, or an option.
FUSE_CAPI_EXPORTED MlirType fuseOptionTypeGet(MlirType element);

/// Element type of a list or an option; null for any other type.
FUSE_CAPI_EXPORTED MlirType fuseTypeElement(MlirType type);
/// Symbol of a struct or an enum; empty for any other type.
FUSE_CAPI_EXPORTED MlirStringRef fuseTypeSymbol(MlirType type);

/// Whether the op itself, not its regions or callees, may raise.
FUSE_CAPI_EXPORTED bool fuseOperationRaises(MlirOperation operation);

/// What a stage of the IR may hold.
struct FuseStageContents {
  const MlirStringRef *dialects; // of its ops
  intptr_t dialectCount;
  const MlirStringRef *refused; // ops of these dialects that it may not hold
  intptr_t refusedCount;
  bool fuseTypes; // whether it may hold types of fuse
};

/// Calls `report` for each op below `root` that the stage may not hold, in
/// program order.
FUSE_CAPI_EXPORTED void fuseFindLeftovers(MlirOperation root,
                                          const FuseStageContents *contents,
                                          void (*report)(MlirOperation));

/// The pass `simplify` on the regions of an op (lowering/native/Simplify.cpp).
FUSE_CAPI_EXPORTED void fuseSimplify(MlirOperation operation);

#endif // FUSE_CAPI_FUSECAPI_H
