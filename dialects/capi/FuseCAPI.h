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

/// The type without parameters of this mnemonic: `str`, `any`, …
FUSE_CAPI_EXPORTED MlirType fuseSimpleTypeGet(MlirContext context,
                                              MlirStringRef mnemonic);
FUSE_CAPI_EXPORTED MlirType fuseStructTypeGet(MlirContext context,
                                              MlirStringRef name);
FUSE_CAPI_EXPORTED MlirType fuseEnumTypeGet(MlirContext context,
                                            MlirStringRef name);
/// The container of this mnemonic, `list`, `option`, …; null where the element
/// may not be in one.
FUSE_CAPI_EXPORTED MlirType fuseContainerTypeGet(MlirStringRef mnemonic,
                                                 MlirType element);

/// The type inside a container; null for any other type.
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
