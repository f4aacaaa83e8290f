// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
let library = strict + [.enableUpcomingFeature("InternalImportsByDefault")]
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "simmer",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "simmer", targets: ["simmer"])],
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .target(name: "CSimmer"),
    // No pkgConfig: readline's names flags that SwiftPM refuses with a warning, and the module map links it.
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .target(name: "ShellSyntax", swiftSettings: library + [.strictMemorySafety()]),
    .target(
      name: "SimmerKit",
      dependencies: [
        "CSimmer", "CPCRE2", "ShellSyntax", system, .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: library),
    .target(
      name: "SimmerAgents", dependencies: ["SimmerKit", "ShellSyntax"],
      swiftSettings: library + [.strictMemorySafety()]),
    .executableTarget(
      name: "simmer",
      dependencies: [
        "CReadline", "ShellSyntax", "SimmerAgents", "SimmerKit", system,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["CSimmer", system], path: "Tests/TestSupport",
      exclude: ["Fixtures"]),
    .testTarget(name: "LayoutTests", dependencies: [system], swiftSettings: strict),
    .testTarget(
      name: "ShellSyntaxTests", dependencies: ["ShellSyntax", "TestSupport", system], exclude: ["Cases"],
      swiftSettings: strict),
    .testTarget(
      name: "SimmerKitTests", dependencies: ["SimmerKit", "ShellSyntax", system],
      exclude: ["Cases", "Projects"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "SimmerAgents", "SimmerKit", "simmer", system],
      exclude: ["Cases"],
      swiftSettings: strict),
    .testTarget(
      name: "InteractiveTests", dependencies: ["TestSupport", "simmer", system],
      exclude: ["Cases", "Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "InstallTests", dependencies: ["TestSupport", "simmer", system], exclude: ["Cases"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
