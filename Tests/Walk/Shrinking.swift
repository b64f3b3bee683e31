/// Makes an episode that finds something as short as it can be: steps are left out, and what they do is made simpler,
/// for as long as the same law is broken.
struct Shrinking {
  /// Walks an episode.
  let walk: (Episode) -> [Finding]
  let law: Law
  /// How often it may still walk.
  private var budget = 500

  init(_ law: Law, walk: @escaping (Episode) -> [Finding]) {
    self.law = law
    self.walk = walk
  }

  mutating func shrink(_ episode: Episode) -> Episode {
    var best = episode
    var isBetter = true
    while isBetter, budget > 0 {
      isBetter = leaveOut(&best)
      if simplify(&best) { isBetter = true }
    }
    return best
  }

  private mutating func stillFails(_ episode: Episode) -> Bool {
    budget -= 1
    return walk(episode).contains { $0.law == law }
  }

  /// Pieces of the steps, from halves down to single ones.
  private mutating func leaveOut(_ best: inout Episode) -> Bool {
    var isBetter = false
    var size = max(best.steps.count / 2, 1)
    while true {
      var start = best.steps.count
      while start > 0, budget > 0 {
        let piece = max(start - size, 0)..<start
        var shorter = best
        shorter.steps.removeSubrange(piece)
        if stillFails(shorter) {
          best = shorter
          isBetter = true
        }
        start = piece.lowerBound
      }
      if size == 1 { return isBetter }
      size /= 2
    }
  }

  private mutating func simplify(_ best: inout Episode) -> Bool {
    var isBetter = false
    func attempts(_ step: Step) -> [Step] {
      switch step {
      case .profile(var profile):
        var simpler: [Step] = profile.entries.indices.map { index in
          var less = profile
          less.entries.remove(at: index)
          return .profile(less)
        }.filter { if case .profile(let less) = $0 { !less.entries.isEmpty } else { false } }
        if profile.crowd > 0 {
          var less = profile
          less.crowd = 0
          simpler.append(.profile(less))
        }
        if !profile.leftovers.isEmpty {
          profile.leftovers = []
          simpler.append(.profile(profile))
        }
        return simpler
      case .file(let path, let lines, let mode, let ending, let isTerminated):
        var simpler: [Step] = []
        if lines.count > 1 {
          simpler.append(.file(path, [lines[0]], mode: mode, ending: ending, isTerminated: isTerminated))
        }
        if mode != 0o644 || ending != "\n" || !isTerminated {
          simpler.append(.file(path, lines, mode: 0o644, ending: "\n", isTerminated: true))
        }
        return simpler
      case .run(let command, let disturbance):
        var simpler: [Step] = []
        if disturbance != nil { simpler.append(.run(command, nil)) }
        var plain = command
        plain.settings = []
        plain.adoptsRecipes = false
        if command.adoptsRecipes || !command.settings.isEmpty { simpler.append(.run(plain, disturbance)) }
        if command.policy != nil {
          plain.policy = nil
          simpler.append(.run(plain, disturbance))
        }
        return simpler
      case .runTwice(let command), .runAsPatch(let command): return [.run(command, nil)]
      case .pair(let first, let second): return [.run(first, nil), .run(second, nil)]
      default: return []
      }
    }
    for index in best.steps.indices {
      var isTrying = true
      while isTrying, budget > 0 {
        isTrying = false
        for step in attempts(best.steps[index]) where budget > 0 {
          var simpler = best
          simpler.steps[index] = step
          guard stillFails(simpler) else { continue }
          best = simpler
          isBetter = true
          isTrying = true
          break
        }
      }
    }
    let needsOther = best.steps.contains {
      switch $0 {
      case .run(let command, _), .runTwice(let command), .runAsPatch(let command): command.home == "other"
      default: false
      }
    }
    if best.setting.sharesState, !needsOther, budget > 0 {
      var simpler = best
      simpler.setting.sharesState = false
      if stillFails(simpler) { best = simpler }
    }
    return isBetter
  }
}
