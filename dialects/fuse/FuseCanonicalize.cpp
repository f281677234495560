//===- FuseCanonicalize.cpp - Canonicalization patterns of fuse ops -------===//
//
// Rewrites that make ops or look at uses. Each one makes the program no longer
// and no slower; what may cost something belongs into a pass.
//
//===----------------------------------------------------------------------===//

#include "fuse/FuseOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;

namespace fuse {

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

namespace {

/// Parts of a concatenation: nested concatenations without another use are
/// opened, empty texts dropped, neighbouring constants joined.
class PartList {
public:
  explicit PartList(PatternRewriter &rewriter) : rewriter(rewriter) {}

  void add(Value part) {
    auto nested = part.getDefiningOp<StrConcatOp>();
    if (nested && nested->hasOneUse()) {
      changed = true;
      for (Value inner : nested.getParts())
        add(inner);
      return;
    }
    StringAttr text;
    if (!matchPattern(part, m_Constant(&text))) {
      parts.push_back(part);
      return;
    }
    if (text.getValue().empty()) {
      changed = true;
      return;
    }
    StringAttr before;
    if (parts.empty() || !matchPattern(parts.back(), m_Constant(&before))) {
      parts.push_back(part);
      return;
    }
    changed = true;
    Location both =
        rewriter.getFusedLoc({parts.back().getLoc(), part.getLoc()});
    parts.back() = StrConstantOp::create(
        rewriter, both,
        rewriter.getStringAttr(before.getValue() + text.getValue()));
  }

  bool isChanged() const { return changed; }
  ArrayRef<Value> get() const { return parts; }

private:
  PatternRewriter &rewriter;
  SmallVector<Value> parts;
  bool changed = false;
};

void replaceWithConcat(Operation *op, ArrayRef<Value> parts,
                       PatternRewriter &rewriter) {
  if (parts.empty())
    rewriter.replaceOpWithNewOp<StrConstantOp>(op, rewriter.getStringAttr(""));
  else
    rewriter.replaceOpWithNewOp<StrConcatOp>(op, parts);
}

struct FlattenConcat : OpRewritePattern<StrConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StrConcatOp op,
                                PatternRewriter &rewriter) const override {
    PartList parts(rewriter);
    for (Value part : op.getParts())
      parts.add(part);
    if (!parts.isChanged())
      return failure();
    replaceWithConcat(op, parts.get(), rewriter);
    return success();
  }
};

/// A list that is made only to be joined need not be made.
struct JoinOfMake : OpRewritePattern<StrJoinOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StrJoinOp op,
                                PatternRewriter &rewriter) const override {
    auto make = op.getParts().getDefiningOp<ListMakeOp>();
    if (!make || !make->hasOneUse())
      return failure();
    SmallVector<Value> parts;
    for (Value element : make.getElements()) {
      if (!parts.empty())
        parts.push_back(op.getSeparator());
      parts.push_back(element);
    }
    replaceWithConcat(op, parts, rewriter);
    return success();
  }
};

} // namespace

void StrConcatOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                              MLIRContext *context) {
  patterns.add<FlattenConcat>(context);
}

void StrJoinOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                            MLIRContext *context) {
  patterns.add<JoinOfMake>(context);
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

namespace {

/// By a constant other than 0 and -1 no division panics.
template <typename CheckedOp, typename ArithOp>
struct DivideByConstant : OpRewritePattern<CheckedOp> {
  using OpRewritePattern<CheckedOp>::OpRewritePattern;

  LogicalResult matchAndRewrite(CheckedOp op,
                                PatternRewriter &rewriter) const override {
    llvm::APInt divisor;
    if (!matchPattern(op.getRhs(), m_ConstantInt(&divisor)) ||
        divisor.isZero() || divisor.isAllOnes())
      return failure();
    rewriter.replaceOpWithNewOp<ArithOp>(op, op.getLhs(), op.getRhs());
    return success();
  }
};

} // namespace

void IntDivOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<DivideByConstant<IntDivOp, arith::DivSIOp>>(context);
}

void IntRemOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<DivideByConstant<IntRemOp, arith::RemSIOp>>(context);
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

namespace {

struct LengthOfConcat : OpRewritePattern<ListLengthOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ListLengthOp op,
                                PatternRewriter &rewriter) const override {
    auto concat = op.getList().getDefiningOp<ListConcatOp>();
    if (!concat)
      return failure();
    Value lhs = ListLengthOp::create(rewriter, op.getLoc(), concat.getLhs());
    Value rhs = ListLengthOp::create(rewriter, op.getLoc(), concat.getRhs());
    rewriter.replaceOpWithNewOp<arith::AddIOp>(op, lhs, rhs);
    return success();
  }
};

/// Bounds of the Int range that makes a list; none for any other list. The
/// range itself stays where it may raise.
static std::optional<std::pair<Value, Value>> intRange(Value list) {
  Operation *op = list.getDefiningOp();
  if (!isa_and_nonnull<ListRangeOp, ListRangeUncheckedOp>(op) ||
      !op->getOperand(0).getType().isInteger(64))
    return std::nullopt;
  return std::make_pair(op->getOperand(0), op->getOperand(1));
}

struct LengthOfRange : OpRewritePattern<ListLengthOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ListLengthOp op,
                                PatternRewriter &rewriter) const override {
    auto bounds = intRange(op.getList());
    if (!bounds)
      return failure();
    Value one = arith::ConstantOp::create(rewriter, op.getLoc(),
                                          rewriter.getI64IntegerAttr(1));
    Value distance = arith::SubIOp::create(rewriter, op.getLoc(),
                                           bounds->second, bounds->first);
    rewriter.replaceOpWithNewOp<arith::AddIOp>(op, distance, one);
    return success();
  }
};

/// A list that nobody looks at is not made; only its bounds are checked.
struct UnusedRange : OpRewritePattern<ListRangeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ListRangeOp op,
                                PatternRewriter &rewriter) const override {
    if (!op->use_empty() || !intRange(op.getResult()))
      return failure();
    RangeCheckOp::create(rewriter, op.getLoc(), op.getLow(), op.getHigh());
    rewriter.eraseOp(op);
    return success();
  }
};

struct ElementOfRange : OpRewritePattern<ListGetUncheckedOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ListGetUncheckedOp op,
                                PatternRewriter &rewriter) const override {
    auto bounds = intRange(op.getList());
    if (!bounds)
      return failure();
    rewriter.replaceOpWithNewOp<arith::AddIOp>(op, bounds->first,
                                               op.getIndex());
    return success();
  }
};

/// `set(set(l, i, a), i, b)` is `set(l, i, b)`.
struct SetTwice : OpRewritePattern<ListSetUncheckedOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ListSetUncheckedOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getList().getDefiningOp<ListSetUncheckedOp>();
    if (!inner || !inner->hasOneUse() || inner.getIndex() != op.getIndex())
      return failure();
    rewriter.modifyOpInPlace(
        op, [&] { op.getListMutable().assign(inner.getList()); });
    return success();
  }
};

struct ConcatOfMakes : OpRewritePattern<ListConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ListConcatOp op,
                                PatternRewriter &rewriter) const override {
    auto lhs = op.getLhs().getDefiningOp<ListMakeOp>();
    auto rhs = op.getRhs().getDefiningOp<ListMakeOp>();
    if (!lhs || !rhs || lhs == rhs || !lhs->hasOneUse() || !rhs->hasOneUse())
      return failure();
    SmallVector<Value> elements(lhs.getElements());
    llvm::append_range(elements, rhs.getElements());
    rewriter.replaceOpWithNewOp<ListMakeOp>(op, op.getType(), elements);
    return success();
  }
};

} // namespace

void ListLengthOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                               MLIRContext *context) {
  patterns.add<LengthOfConcat, LengthOfRange>(context);
}

void ListRangeOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                              MLIRContext *context) {
  patterns.add<UnusedRange>(context);
}

void ListGetUncheckedOp::getCanonicalizationPatterns(
    RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<ElementOfRange>(context);
}

void ListSetUncheckedOp::getCanonicalizationPatterns(
    RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<SetTwice>(context);
}

void ListConcatOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                               MLIRContext *context) {
  patterns.add<ConcatOfMakes>(context);
}

//===----------------------------------------------------------------------===//
// Structs
//===----------------------------------------------------------------------===//

namespace {

/// `set(set(s, f, a), f, b)` is `set(s, f, b)`.
struct SetFieldTwice : OpRewritePattern<StructSetOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StructSetOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getInput().getDefiningOp<StructSetOp>();
    if (!inner || inner.getField() != op.getField())
      return failure();
    rewriter.modifyOpInPlace(
        op, [&] { op.getInputMutable().assign(inner.getInput()); });
    return success();
  }
};

/// `set(make(a, b), f, c)` is `make(a, c)`.
struct SetOfMake : OpRewritePattern<StructSetOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StructSetOp op,
                                PatternRewriter &rewriter) const override {
    auto make = op.getInput().getDefiningOp<StructMakeOp>();
    if (!make)
      return failure();
    auto def = SymbolTable::lookupNearestSymbolFrom<StructDefOp>(
        op, cast<StructType>(op.getInput().getType()).getName());
    if (!def)
      return failure();
    std::optional<unsigned> index = def.fieldIndex(op.getField());
    if (!index)
      return failure();
    SmallVector<Value> fields(make.getFields());
    fields[*index] = op.getValue();
    rewriter.replaceOpWithNewOp<StructMakeOp>(op, op.getResult().getType(),
                                              fields);
    return success();
  }
};

} // namespace

void StructSetOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                              MLIRContext *context) {
  patterns.add<SetFieldTwice, SetOfMake>(context);
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

namespace {

struct CheckThatHolds : OpRewritePattern<CheckOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(CheckOp op,
                                PatternRewriter &rewriter) const override {
    if (!matchPattern(op.getCondition(), m_One()))
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void CheckOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                          MLIRContext *context) {
  patterns.add<CheckThatHolds>(context);
}

} // namespace fuse
