/// Executes the instructions of one call.
///
/// The loop is one long function on purpose: splitting it would put a call between every two instructions. What an
/// instruction does beyond moving values stands in Operations.
struct Machine {
  let thread: Thread
  let code: FunctionCode
  let registers: UnsafeMutablePointer<Value>
  let cells: [Cell]
  let globals: Globals
  let names: (any NameSource)?
  let constants: UnsafeMutablePointer<Value>?

  init(
    _ code: FunctionCode, registers: UnsafeMutablePointer<Value>, cells: [Cell], globals: Globals, thread: Thread
  ) {
    self.code = code
    self.registers = registers
    self.cells = cells
    self.globals = globals
    self.thread = thread
    names = thread.names
    constants = code.constants.baseAddress
  }

  @inline(__always)
  func source(_ operand: Int32) -> Value {
    if operand >= 0 { return registers[Int(operand)] }
    guard let constants else { return .unset }
    return constants[Int(~operand)]
  }

  /// Runs to the end; an error takes this call's place into its trace.
  func run() throws(EvaluationError) -> Value {
    var counter = 0
    while true {
      do throws(EvaluationError) {
        return try execute(from: &counter)
      } catch {
        let place = counter - 1
        if error.kind == .missing, let handler = code.handlers.first(where: { $0.range.contains(place) }) {
          for register in handler.temporaries { registers[register] = .unset }
          counter = handler.target
          continue
        }
        throw traced(error, at: place)
      }
    }
  }

  private func traced(_ error: EvaluationError, at place: Int) -> EvaluationError {
    var error = error
    guard error.trace.count < Self.tracedCalls, code.offsets.indices.contains(place) else { return error }
    let position = code.source.position(at: Int(code.offsets[place]))
    error.trace.append(TraceEntry(source: code.source, position: position, function: code.name))
    return error
  }

  private static let tracedCalls = 100

  private func execute(from counter: inout Int) throws(EvaluationError) -> Value {
    guard let instructions = UnsafePointer(code.instructions.baseAddress) else { return .none }
    let counters = thread.counters
    while true {
      let i = instructions[counter]
      counter += 1
      counters.pointee.steps &+= 1
      if counters.pointee.steps > counters.pointee.checkpoint { try thread.reachCheckpoint() }
      switch i.operation {
      case .move: registers[Int(i.a)] = source(i.b)
      case .loadName:
        if case .unset = registers[Int(i.b)] { registers[Int(i.b)] = try hostValue(code.names[Int(i.c)]) }
        registers[Int(i.a)] = registers[Int(i.b)]
      case .loadGlobal: registers[Int(i.a)] = try global(i)
      case .storeGlobal: globals.values[Int(i.c)] = source(i.b)
      case .loadCell: registers[Int(i.a)] = try value(of: cell(i.b), code.names[Int(i.c)])
      case .storeCell: try cell(i.a).value = source(i.b)
      case .makeCell:
        let cell = Cell()
        cell.value = registers[Int(i.a)]
        registers[Int(i.a)] = .hidden(cell)
      case .loadFree: registers[Int(i.a)] = try value(of: cells[Int(i.b)], code.names[Int(i.c)])
      case .storeFree: cells[Int(i.a)].value = source(i.b)
      case .check:
        if case .unset = registers[Int(i.b)] { throw unassigned(code.names[Int(i.c)]) }
      case .add:
        if case .int(let one) = source(i.b), case .int(let other) = source(i.c) {
          let (sum, overflow) = one.addingReportingOverflow(other)
          if !overflow {
            registers[Int(i.a)] = .int(sum)
            continue
          }
        }
        registers[Int(i.a)] = try Arithmetic.apply(.add, source(i.b), source(i.c), in: thread)
      case .subtract:
        if case .int(let one) = source(i.b), case .int(let other) = source(i.c) {
          let (difference, overflow) = one.subtractingReportingOverflow(other)
          if !overflow {
            registers[Int(i.a)] = .int(difference)
            continue
          }
        }
        registers[Int(i.a)] = try Arithmetic.apply(.subtract, source(i.b), source(i.c), in: thread)
      case .multiply: try binary(.multiply, i)
      case .divide: try binary(.divide, i)
      case .floorDivide: try binary(.floorDivide, i)
      case .modulo: try binary(.modulo, i)
      case .bitAnd: try binary(.and, i)
      case .bitOr: try binary(.or, i)
      case .bitXor: try binary(.xor, i)
      case .shiftLeft: try binary(.shiftLeft, i)
      case .shiftRight: try binary(.shiftRight, i)
      case .equal:
        if case .int(let one) = source(i.b), case .int(let other) = source(i.c) {
          registers[Int(i.a)] = .bool(one == other)
        } else {
          try binary(.equal, i)
        }
      case .notEqual: try binary(.notEqual, i)
      case .less:
        if case .int(let one) = source(i.b), case .int(let other) = source(i.c) {
          registers[Int(i.a)] = .bool(one < other)
        } else {
          try binary(.less, i)
        }
      case .lessEqual: try binary(.lessEqual, i)
      case .greater:
        if case .int(let one) = source(i.b), case .int(let other) = source(i.c) {
          registers[Int(i.a)] = .bool(one > other)
        } else {
          try binary(.greater, i)
        }
      case .greaterEqual: try binary(.greaterEqual, i)
      case .within: try binary(.within, i)
      case .notWithin: try binary(.notWithin, i)
      case .not: registers[Int(i.a)] = .bool(!source(i.b).isTrue)
      case .minus: registers[Int(i.a)] = try Arithmetic.apply(.minus, source(i.b), in: thread)
      case .plus: registers[Int(i.a)] = try Arithmetic.apply(.plus, source(i.b), in: thread)
      case .invert: registers[Int(i.a)] = try Arithmetic.apply(.invert, source(i.b), in: thread)
      case .addInPlace: registers[Int(i.a)] = try InPlace.add(source(i.b), source(i.c), in: thread)
      case .orInPlace: registers[Int(i.a)] = try InPlace.or(source(i.b), source(i.c), in: thread)
      case .jump: counter = Int(i.c)
      case .jumpIfFalse: if !source(i.b).isTrue { counter = Int(i.c) }
      case .jumpIfTrue: if source(i.b).isTrue { counter = Int(i.c) }
      case .attribute:
        registers[Int(i.a)] = try Attributes.get(source(i.b), code.names[Int(i.c)], in: thread)
      case .attributeOrSelf:
        let base = source(i.b)
        registers[Int(i.a)] = try Self.ownAttribute(base, code.names[Int(i.c)], in: thread) ?? base
      case .setAttribute:
        try Attributes.set(source(i.a), code.names[Int(i.c)], to: source(i.b), in: thread)
      case .index: registers[Int(i.a)] = try Indexing.get(source(i.b), source(i.c), in: thread)
      case .setIndex: try Indexing.set(source(i.a), source(i.b), source(i.c), in: thread)
      case .slice:
        let first = Int(i.c)
        registers[Int(i.a)] = try Slicing.slice(
          source(i.b), registers[first], registers[first + 1], registers[first + 2], in: thread)
      case .makeList: registers[Int(i.a)] = try thread.list(values(i))
      case .makeTuple: registers[Int(i.a)] = try thread.tuple(values(i))
      case .makeSet: registers[Int(i.a)] = .set(try SetOperations.make([values(i)], in: thread))
      case .makeDict: registers[Int(i.a)] = .dict(try DictObject(in: thread))
      case .append:
        if case .list(let list) = registers[Int(i.a)] { try list.appendUnchecked(source(i.b)) }
      case .insert:
        if case .set(let set) = registers[Int(i.a)] { try set.insertUnchecked(source(i.b), in: thread) }
      case .put:
        if case .dict(let dict) = registers[Int(i.a)] { try dict.insertUnchecked(source(i.b), source(i.c), in: thread) }
      case .putNew: try putNew(i)
      case .iterate: registers[Int(i.a)] = .hidden(try Iterator(over: source(i.b), in: thread))
      case .next:
        if case .hidden(let object) = registers[Int(i.b)], let iterator = object as? Iterator,
          let value = try iterator.next(in: thread)
        {
          registers[Int(i.a)] = value
        } else {
          counter = Int(i.c)
        }
      case .clear: registers[Int(i.a)] = .unset
      case .unpack: try unpack(i)
      case .call: registers[Int(i.a)] = try call(i)
      case .callMethod: registers[Int(i.a)] = try callMethod(i)
      case .makeFunction: registers[Int(i.a)] = try makeFunction(i)
      case .giveBack: return source(i.b)
      case .load:
        registers[Int(i.a)] = .host(try thread.load(code.names[Int(i.c)].text))
      case .loadedName: registers[Int(i.a)] = try loadedName(i)
      }
    }
  }
}
