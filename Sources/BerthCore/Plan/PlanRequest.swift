/// What a plan is made from besides what is on the disk.
package struct PlanRequest: Sendable {
  /// All that is to be installed: nothing, for `uninstall`.
  package let desired: Desired
  /// What to do about conflicts.
  package let policy: ConflictPolicy
  /// Whether it is an uninstall: then what no receipt tells of is looked for as well.
  package let isUninstall: Bool

  /// What `apply` would do, or, with nothing desired, what taking all out would that the receipt tells of.
  package init(_ desired: Desired = Desired(), policy: ConflictPolicy = .fail) {
    self.init(desired, policy, isUninstall: false)
  }

  /// What `uninstall` does.
  package static func uninstall(policy: ConflictPolicy) -> PlanRequest {
    PlanRequest(Desired(), policy, isUninstall: true)
  }

  private init(_ desired: Desired, _ policy: ConflictPolicy, isUninstall: Bool) {
    self.desired = desired
    self.policy = policy
    self.isUninstall = isUninstall
  }
}
