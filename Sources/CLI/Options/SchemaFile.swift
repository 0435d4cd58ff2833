import ArgumentParser
import Documents
import JSON
import JSONSchema
import Orchestrator

/// A file with a schema or an instance in it.
enum SchemaFile {
  /// Why a file has no value.
  struct Unreadable: Error {
    let reason: String
  }

  /// YAML by its name, JSON otherwise; `-` is the standard input.
  static func value(at path: String) throws(Unreadable) -> JSONValue {
    let text: String
    do { text = try HostFile.readText(path == "-" ? "/dev/stdin" : path) } catch {
      throw Unreadable(reason: "\(error)")
    }
    return isYAML(path) ? try yaml(text, named: path) : try json(text)
  }

  static func isYAML(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

  private static func json(_ text: String) throws(Unreadable) -> JSONValue {
    do throws(JSONSyntaxError) { return try JSONValue(parsing: text) } catch {
      throw Unreadable(reason: "this is not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
  }

  private static func yaml(_ text: String, named path: String) throws(Unreadable) -> JSONValue {
    do throws(DocumentError) { return try Document.parse(text, named: path, format: .yaml).value } catch {
      throw Unreadable(reason: "this is not YAML: \(error)")
    }
  }
}

/// `DIR=BASE-URI`: a folder whose files are documents that schemas may refer to.
struct RegistryFolder: ExpressibleByArgument {
  let path: String
  let address: String

  /// The address is an absolute URI; the folder may have a `=` in its name.
  init?(argument: String) {
    let ends = argument.indices.filter { argument[$0] == "=" }
    guard
      let end = ends.first(where: { argument[argument.index(after: $0)...].contains(":") }), end > argument.startIndex
    else { return nil }
    path = String(argument[..<end])
    let address = String(argument[argument.index(after: end)...])
    self.address = address.hasSuffix("/") ? address : address + "/"
  }

  /// `types/port.json` becomes `BASE-URI/types/port.json`.
  func add(to registry: inout SchemaRegistry) throws {
    var folders = [""]
    while let folder = folders.popLast() {
      for name in try HostFile.names(in: "\(path)/\(folder)").sorted() {
        let file = folder + name
        if try HostFile.status(of: "\(path)/\(file)")?.isDirectory == true {
          folders.append("\(file)/")
        } else if name.hasSuffix(".json") || SchemaFile.isYAML(name) {
          try add(file, to: &registry)
        }
      }
    }
  }

  private func add(_ file: String, to registry: inout SchemaRegistry) throws {
    do throws(SchemaFile.Unreadable) {
      registry.add(try SchemaFile.value(at: "\(path)/\(file)"), at: address + file)
    } catch {
      throw OperationError(.invalid, "\(path)/\(file): \(error.reason)")
    }
  }
}
