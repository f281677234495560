//===- FuseAttrs.cpp - Attributes of the fuse dialect ---------------------===//

#include "fuse/FuseAttrs.h"

#include "llvm/ADT/StringExtras.h"

#include "fuse/FuseAttrs.cpp.inc"
