//===- FuseRtDialect.td - The fuse_rt dialect --------------*- tablegen -*-===//

#ifndef FUSE_RT_FUSERTDIALECT_TD
#define FUSE_RT_FUSERTDIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"

def FuseRt_Dialect : Dialect {
  let name = "fuse_rt";
  let summary = "FUSE programs with layouts, memory and reference counts";
  let description = [{
    A FUSE program whose values have machine representations: references to counted array objects (`!llvm.ptr`),
    scalars and `!llvm.struct` of them. Ops read and write memory and counts.

    ```mlir
    %0 = fuse_rt.constant "text" : !llvm.ptr
    fuse_rt.call @fuse_rt_print(%0) : (!llvm.ptr) -> ()
    fuse_rt.release %0
    ```
  }];
  let cppNamespace = "::fuse_rt";
  let extraClassDeclaration = [{
    void registerOps();
  }];
}

class FuseRt_Op<string mnemonic, list<Trait> traits = []>
    : Op<FuseRt_Dialect, mnemonic, traits>;

#endif // FUSE_RT_FUSERTDIALECT_TD
