/// A stable sort that may fail while it compares, which the standard library's can't do with a typed error.
enum MergeSort {
  typealias Ranked = (rank: Value, element: Value)

  static func sorted(_ items: [Ranked], reversed: Bool, in thread: Thread) throws(EvaluationError) -> [Ranked] {
    var source = items
    var target = items
    var width = 1
    while width < items.count {
      var low = 0
      while low < items.count {
        try merge(
          source, low, min(low + width, items.count), min(low + 2 * width, items.count), &target, reversed, thread)
        low += 2 * width
      }
      swap(&source, &target)
      width *= 2
    }
    return source
  }

  private static func merge(
    _ source: [Ranked], _ low: Int, _ middle: Int, _ high: Int, _ target: inout [Ranked], _ reversed: Bool,
    _ thread: Thread
  ) throws(EvaluationError) {
    var (left, right) = (low, middle)
    for place in low..<high {
      try thread.charge(1)
      let takesRight: Bool
      if left == middle {
        takesRight = true
      } else if right == high {
        takesRight = false
      } else {
        let (one, other) = (source[left].rank, source[right].rank)
        takesRight =
          reversed
          ? try Comparison.isLess(one, other, in: thread) : try Comparison.isLess(other, one, in: thread)
      }
      target[place] = takesRight ? source[right] : source[left]
      if takesRight { right += 1 } else { left += 1 }
    }
  }
}
