/// The compiled form of a function, an expression, or a file's top level. Immutable and shared between threads.
final class FunctionCode: @unchecked Sendable {
  let name: String
  let source: SourceText
  let parameters: Parameters
  let registerCount: Int
  let instructions: UnsafeMutableBufferPointer<Instruction>
  /// The byte of the source that each instruction comes from.
  let offsets: [Int32]
  /// Constants never change and own nothing that does, which is what makes this class sendable.
  let constants: UnsafeMutableBufferPointer<Value>
  let names: UnsafeMutableBufferPointer<Name>
  let shapes: UnsafeMutableBufferPointer<CallShape>
  let functions: [FunctionCode]
  /// Where the cells of a new function come from, in the function around it.
  let captures: [Capture]
  let handlers: [Handler]

  /// What ``FunctionCode`` is made from.
  struct Parts {
    var name: String
    var source: SourceText
    var parameters = Parameters()
    var registerCount = 0
    var instructions: [Instruction] = []
    var offsets: [Int32] = []
    var constants: [Value] = []
    var names: [Name] = []
    var shapes: [CallShape] = []
    var functions: [FunctionCode] = []
    var captures: [Capture] = []
    var handlers: [Handler] = []
  }

  /// `default(E, y)`: an error of kind `missing` in these instructions goes on at `target`.
  struct Handler: Sendable {
    var range: Range<Int>
    var target: Int
    /// Temporaries to free: a loop that was left may hold a list that nothing else may change meanwhile.
    var temporaries: Range<Int>
  }

  enum Capture: Sendable {
    /// The cell in a register of the function around it.
    case register(Int)
    /// A cell that the function around it has itself captured.
    case free(Int)
  }

  struct Parameters: Sendable {
    /// Those that can be given by position, then those only by name.
    var names: [String] = []
    var positionalCount = 0
    /// For each name: where its default stands among the function's defaults.
    var fallbacks: [Int?] = []
    /// The registers of `*args` and `**kwargs`.
    var star: Int?
    var doubleStar: Int?
    /// Parameters that inner functions share, by register.
    var cells: [Int] = []
  }

  init(_ parts: Parts) {
    name = parts.name
    source = parts.source
    parameters = parts.parameters
    registerCount = parts.registerCount
    offsets = parts.offsets
    functions = parts.functions
    captures = parts.captures
    handlers = parts.handlers
    instructions = Self.block(parts.instructions)
    constants = Self.block(parts.constants)
    names = Self.block(parts.names)
    shapes = Self.block(parts.shapes)
  }

  /// Raw memory, so that the machine reads an element without counting references to an array.
  private static func block<T>(_ elements: [T]) -> UnsafeMutableBufferPointer<T> {
    let block = UnsafeMutableBufferPointer<T>.allocate(capacity: elements.count)
    _ = block.initialize(from: elements)
    return block
  }

  private static func free<T>(_ block: UnsafeMutableBufferPointer<T>) {
    block.deinitialize()
    block.deallocate()
  }

  deinit {
    Self.free(instructions)
    Self.free(constants)
    Self.free(names)
    Self.free(shapes)
  }
}
