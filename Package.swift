// swift-tools-version: 6.2
import PackageDescription

// Which module may import which is told in ARCHITECTURE.md, and Tests/TidyTests holds the two together.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
  .enableUpcomingFeature("ExistentialAny"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
  .enableUpcomingFeature("MemberImportVisibility"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, swiftSettings: settings,
    // Position-independent executables start a millisecond later, which plain CGI pays on every request.
    linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))])
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "escapement",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "escapement", targets: ["CLI"]),
    .executable(name: "escapement.fcgi", targets: ["FCGIApp"]),
    .executable(name: "tick", targets: ["Tick"]),
    .library(name: "Starlark", targets: ["Starlark"]),
    .library(name: "JSONSchema", targets: ["JSONSchema"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
    .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
    .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
    .target(name: "CAssets", exclude: ["assets"], cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(name: "CStore", cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(name: "CSupervisor"),
    .target(name: "CCurl"),

    module("JSON", ["CJansson", collections]),
    module("Documents", ["JSON", yams]),
    module("Pattern", []),
    module("Digest", ["JSON", crypto]),
    module("JSONSchema", ["JSON", "Pattern"], exclude: ["README.md"]),
    module("Starlark", ["JSON", "Pattern", bigInt]),
    module("Cron", []),
    module("Engine", ["JSON", "Documents", "Digest", "JSONSchema", "Starlark", "Cron"]),
    module("Store", ["Engine", "JSON", "Digest", "CStore", grdb, sqlite, logging], exclude: ["Migrations"]),
    module(
      "Orchestrator",
      ["Engine", "Store", "Documents", "Starlark", "JSONSchema", "Cron", "JSON", "Digest", "CCrypt", logging]),
    module(
      "Agents",
      ["Orchestrator", "Engine", "Documents", "JSON", "JSONSchema", "Digest", "CSupervisor", "CCurl", logging]),
    module(
      "Web",
      [
        "Orchestrator", "Store", "Engine", "Cron", "JSON", "JSONSchema", "Starlark", "Documents", "Digest", "CAssets",
        httpTypes, mustache, logging,
      ]),
    program("FCGIApp", ["Web", "Orchestrator", "CFastCGI", httpTypes, argumentParser, logging]),
    program("Tick", ["Orchestrator", "Agents", argumentParser, logging]),
    program(
      "CLI",
      [
        "Web", "Agents", "Orchestrator", "Store", "Engine", "Cron", "Starlark", "JSONSchema", "Digest", "Documents",
        "JSON", argumentParser, logging,
      ]),

    tests("JSONTests", ["JSON"]),
    tests("DocumentsTests", ["Documents", "JSON"]),
    tests("DigestTests", ["Digest", "JSON"]),
    tests("PatternTests", ["Pattern"]),
    // Validates for the scripts that compare it, break it and time it.
    .executableTarget(
      name: "SchemaProbe", dependencies: ["JSONSchema", "JSON"], path: "Tests/SchemaProbe", swiftSettings: settings),
    tests("JSONSchemaTests", ["JSONSchema", "SchemaProbe", "JSON"]),
    // Runs Starlark for the scripts that compare it, break it and time it.
    .executableTarget(
      name: "StarlarkProbe", dependencies: ["Starlark", "JSON"], path: "Tests/StarlarkProbe", swiftSettings: settings),
    tests("StarlarkTests", ["Starlark", "StarlarkProbe", "JSON"]),
    // Finds instants for the scripts that compare it and time it.
    .executableTarget(name: "CronProbe", dependencies: ["Cron"], path: "Tests/CronProbe", swiftSettings: settings),
    tests("CronTests", ["Cron", "CronProbe"]),
    tests("EngineTests", ["Engine", "JSON", "Documents", "JSONSchema", "Cron"]),
    // One of many writing processes, for StoreTests.
    .executableTarget(
      name: "StoreProbe", dependencies: ["Store", "Engine", "JSON"], path: "Tests/StoreProbe", swiftSettings: settings),
    tests("StoreTests", ["Store", "StoreProbe", "Engine", "Cron", "JSON", "Digest", grdb, sqlite]),
    tests(
      "OrchestratorTests", ["Orchestrator", "Store", "Engine", "Documents", "Cron", "JSON", grdb, logging]),
    tests("AgentsTests", ["Agents", "Orchestrator", "Engine", "Digest", "JSON"]),
    tests("WebTests", ["Web", "Orchestrator", "Store", "Engine", "Digest", "JSON", httpTypes, logging]),
    tests("TidyTests", []),
    tests("ProgramTests", ["JSON"]),
  ]
)
