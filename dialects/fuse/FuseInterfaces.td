//===- FuseInterfaces.td - Effects of fuse ops -------------*- tablegen -*-===//
//
// The resources that fuse ops have effects on, and the effects by name.
//
//===----------------------------------------------------------------------===//

#ifndef FUSE_FUSEINTERFACES_TD
#define FUSE_FUSEINTERFACES_TD

include "mlir/Interfaces/SideEffectInterfaces.td"

// Leaving the function by a runtime error.
def Fuse_RaiseResource : Resource<"::fuse::RaiseResource">;
// Standard output and standard error.
def Fuse_ConsoleResource : Resource<"::fuse::ConsoleResource">;
// Environment variables and the config file.
def Fuse_EnvironmentResource : Resource<"::fuse::EnvironmentResource">;
// The variables that `fuse.global` declares.
def Fuse_GlobalsResource : Resource<"::fuse::GlobalsResource">;
// The contents of boxes.
def Fuse_BoxesResource : Resource<"::fuse::BoxesResource">;
// Whatever else is outside of the program: clocks, files, randomness.
def Fuse_WorldResource : Resource<"::fuse::WorldResource">;
// What a debugger sees of the variables.
def Fuse_DebuggerResource : Resource<"::fuse::DebuggerResource">;
// Reference counts.
def Fuse_CountsResource : Resource<"::fuse::CountsResource">;

// An op that may raise writes the resource: two raises keep their order, and none is dropped.
def Fuse_Raises : MemWrite<Fuse_RaiseResource>;

#endif // FUSE_FUSEINTERFACES_TD
