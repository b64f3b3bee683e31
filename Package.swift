// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "berth",
  platforms: [.macOS(.v13)],
  products: [
    .executable(name: "berth", targets: ["berth"]),
    // For the tests alone, which load it into the program with LD_PRELOAD.
    .library(name: "FaultyFiles", type: .dynamic, targets: ["FaultyFiles"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // The templates and profiles, compiled in with C23's #embed.
    .target(name: "CDefaults"),
    .target(
      name: "CSystemCalls",
      cSettings: [.define("BERTH_IS_STATIC", .when(platforms: [.linux], configuration: .release))]),
    .target(name: "BerthCore", dependencies: ["CLibYAML"], swiftSettings: strict),
    .target(
      name: "BerthHost", dependencies: ["BerthCore", "CDefaults", "CSystemCalls"], swiftSettings: strict),
    .executableTarget(
      name: "berth",
      dependencies: [
        "BerthCore", "BerthHost",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      linkerSettings: [
        // One static binary, to be copied to any host of the same processor. The three libraries are
        // what ArgumentParser's static FoundationEssentials needs and does not ask for itself.
        .unsafeFlags(
          [
            "-static-executable", "-use-ld=lld", "-Xlinker", "-s", "-Xlinker", "--wrap=malloc",
            "-l_FoundationCollections", "-l_FoundationCShims", "-lswiftSynchronization",
          ],
          .when(platforms: [.linux], configuration: .release))
      ]),
    // The tests depend on the libraries alone: the program's link flags would reach a test target
    // that depends on it. They run the built program as a process instead.
    .target(
      name: "TestSupport", dependencies: ["Attributes"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(name: "FaultyFiles", path: "Tests/FaultyFiles"),
    .systemLibrary(name: "Attributes", path: "Tests/Attributes"),
    .executableTarget(
      name: "Walk", dependencies: ["Attributes", "TestSupport"], path: "Tests/Walk", swiftSettings: strict),
    .testTarget(
      name: "BerthCoreTests", dependencies: ["BerthCore", "CDefaults", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BerthHostTests", dependencies: ["BerthCore", "BerthHost", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests", dependencies: ["BerthCore", "TestSupport"], exclude: ["bad", "stories"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Only for `Tests/fuzz`: it is built for libFuzzer, and no part of an ordinary build.
if Context.environment["BERTH_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(name: "Fuzz", dependencies: ["BerthCore"], path: "Tests/Fuzz", swiftSettings: strict))
}
