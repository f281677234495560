//===- FuseDialect.td - The fuse dialect -------------------*- tablegen -*-===//
//
// The dialect itself and the base classes of its types, attributes and ops.
//
//===----------------------------------------------------------------------===//

#ifndef FUSE_FUSEDIALECT_TD
#define FUSE_FUSEDIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"

def Fuse_Dialect : Dialect {
  let name = "fuse";
  let summary = "FUSE programs with value semantics";
  let description = [{
    A FUSE program over `func`, `scf`, `cf`, `arith` and `math`. Values never alias: an update gives a new value, so CSE,
    DCE, LICM and inlining need no alias analysis. Raising a runtime error is a write to a resource of its own
    (`fuse.raise`), so an op that may raise is neither removed nor duplicated nor moved across another effect.

    ```mlir
    func.func @greet(%name: !fuse.str) -> !fuse.str {
      %0 = fuse.str.constant "Hello, "
      %1 = fuse.str.concat %0, %name
      return %1 : !fuse.str
    }
    ```
  }];
  let cppNamespace = "::fuse";
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let useDefaultTypePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let extraClassDeclaration = [{
    void registerTypes();
    void registerOps();
  }];
}

class Fuse_Type<string name, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Fuse_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
}

class Fuse_Op<string mnemonic, list<Trait> traits = []>
    : Op<Fuse_Dialect, mnemonic, traits>;

#endif // FUSE_FUSEDIALECT_TD
