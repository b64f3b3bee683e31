import BerthCore
import BerthHost

/// A plan for an account, and what it was made of.
struct Planned {
  let account: any Account
  let state: State
  /// Nil for an uninstall.
  let installation: Installation?
  let request: PlanRequest
  let plan: Plan

  /// `profile`: nil for an uninstall.
  init(
    _ profile: ProfileOptions?, adoptsRecipes: Bool = false, policy: ConflictPolicy, since state: State,
    on account: any Account
  ) throws {
    self.account = account
    self.state = state
    installation = try profile.map {
      try Installation($0, adoptsRecipes: adoptsRecipes, since: state, on: account)
    }
    request = installation.map { PlanRequest($0.desired, policy: policy) } ?? .uninstall(policy: policy)
    plan = try account.plan(request, since: state)
  }
}
