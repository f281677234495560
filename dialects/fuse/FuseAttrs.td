//===- FuseAttrs.td - Attributes of the fuse dialect -------*- tablegen -*-===//

#ifndef FUSE_FUSEATTRS_TD
#define FUSE_FUSEATTRS_TD

include "mlir/IR/EnumAttr.td"
include "fuse/FuseDialect.td"

// The values are stored in the attribute and read by the lowering.
def Fuse_MixedCmpPredicate
    : I64EnumAttr<"MixedCmpPredicate", "comparison of an Int with a Float",
                  [I64EnumAttrCase<"eq", 0>, I64EnumAttrCase<"ne", 1>, I64EnumAttrCase<"slt", 2>,
                   I64EnumAttrCase<"sle", 3>, I64EnumAttrCase<"sgt", 4>, I64EnumAttrCase<"sge", 5>]> {
  let cppNamespace = "::fuse";
}

// What a builtin does to the world outside of the program.
def Fuse_BuiltinEffect
    : I64EnumAttr<"BuiltinEffect", "effect of a builtin",
                  [I64EnumAttrCase<"pure", 0>, I64EnumAttrCase<"reads", 1>, I64EnumAttrCase<"writes", 2>]> {
  let cppNamespace = "::fuse";
}

#endif // FUSE_FUSEATTRS_TD
