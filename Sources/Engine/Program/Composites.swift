/// Branches that run side by side and join when all have ended.
public struct Parallel: Sendable {
  public var branches: [Branch]
  public var join: Join
  public var aggregation = Aggregation.byName

  public init(branches: [Branch], join: Join = Join()) {
    self.branches = branches
    self.join = join
  }

  public struct Branch: Hashable, Sendable {
    public var name: String
    public var block: Int

    public init(name: String, block: Int) {
      self.name = name
      self.block = block
    }
  }

  /// How branches come together.
  public struct Join: Hashable, Sendable {
    public var mode = Mode.all
    public var onBranchError = OnBranchError.fail
    /// Whether the joining commit closes the branches that are still open; else they go on, are recorded, and are
    /// never merged.
    public var cancelsRest = true

    public init() {}

    public enum Mode: Hashable, Sendable {
      /// Every branch has ended.
      case all
      /// The first branch that succeeds.
      case any
      /// So many branches that succeed; it fails as soon as they are out of reach.
      case quorum(Int)
    }

    public enum OnBranchError: String, Sendable, CaseIterable {
      /// The composite fails with the first branch that does.
      case fail
      /// The error is the branch's entry: `{error}`.
      case collect
    }
  }

  /// What is stored for the branches.
  public enum Aggregation: String, Sendable, CaseIterable {
    /// `{branch: its writes}`, the form without `outputAggregation`.
    case byName
    /// One object; two branches that wrote the same place are an error.
    case merge
    /// A list in the branches' order.
    case array
    /// The writes of the branch that succeeded first.
    case first
  }
}

/// The same block once per item.
public struct Foreach: Sendable {
  public var items: Items
  public var itemName: String
  public var indexName: String
  /// How many iterations are open at a time.
  public var maxConcurrency: Int
  public var block: Int
  /// Unless nil, `item` is a list of at most so many, and `index` the batch's number.
  public var batchSize: Int?
  public var onItemError = OnItemError.fail
  /// How many items may fail with `onItemError: continue`; nil: any number.
  public var toleratedFailures: Int?

  public init(items: Items, itemName: String = "item", indexName: String = "index", maxConcurrency: Int = 1, block: Int)
  {
    self.items = items
    self.itemName = itemName
    self.indexName = indexName
    self.maxConcurrency = maxConcurrency
    self.block = block
  }

  public enum Items: Sendable {
    case path(DataPath)
    case template(Template)
  }

  public enum OnItemError: String, Sendable, CaseIterable {
    case fail
    /// The entry of a failed item is `{item, index, error}`.
    case `continue`
  }
}
