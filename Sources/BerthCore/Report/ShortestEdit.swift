/// Which elements must go, and which come, to turn one sequence into another: as few as possible.
///
/// Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in its linear-space form:
/// a path through the grid of both sequences is looked for from both ends at once, and where the two meet
/// the grid is cut in two. Memory is a few thousand integers, whatever the lengths.
///
/// The time grows with the square of the number of edits. So the search of one grid ends after `limit`
/// steps from either end, and the grid is then cut at the furthest point that was reached: right, and
/// perhaps with more edits than there have to be. Up to `2 * limit - 1` edits the answer is the shortest.
package struct ShortestEdit: ~Copyable {
  /// For each old element, whether it goes.
  package private(set) var removed: [Bool]
  /// For each new element, whether it comes.
  package private(set) var inserted: [Bool]
  private let old: [Int32]
  private let new: [Int32]
  private let limit: Int
  /// How far along the old sequence the search from the start has come on each diagonal, at the diagonal
  /// plus `limit + 1`; and how far back the one from the end.
  private let forward: UnsafeMutablePointer<Int>
  private let backward: UnsafeMutablePointer<Int>

  /// `limit`: after how many steps from either end a search gives up; at least 2. The default keeps the whole
  /// time linear: about a quarter of a billion steps at most, but never fewer than 64 a grid.
  package init(from old: [Int32], to new: [Int32], limit: Int? = nil) {
    (self.old, self.new) = (old, new)
    removed = Array(repeating: false, count: old.count)
    inserted = Array(repeating: false, count: new.count)
    self.limit = max(2, limit ?? min(1024, max(64, (1 << 28) / (old.count + new.count + 1))))
    forward = .allocate(capacity: 2 * self.limit + 3)
    backward = .allocate(capacity: 2 * self.limit + 3)
    forward.initialize(repeating: 0, count: 2 * self.limit + 3)
    backward.initialize(repeating: 0, count: 2 * self.limit + 3)
    search()
  }

  deinit {
    forward.deallocate()
    backward.deallocate()
  }

  /// A part of both sequences that is still to be compared.
  private struct Grid {
    var x0: Int, x1: Int, y0: Int, y1: Int
  }

  private mutating func search() {
    // A list of what is still to do, not recursion: a hostile input can cut thousands of thin slices.
    var open = [Grid(x0: 0, x1: old.count, y0: 0, y1: new.count)]
    while var grid = open.popLast() {
      while grid.x0 < grid.x1, grid.y0 < grid.y1, old[grid.x0] == new[grid.y0] {
        grid.x0 += 1
        grid.y0 += 1
      }
      while grid.x0 < grid.x1, grid.y0 < grid.y1, old[grid.x1 - 1] == new[grid.y1 - 1] {
        grid.x1 -= 1
        grid.y1 -= 1
      }
      if grid.x0 == grid.x1 {
        for y in grid.y0..<grid.y1 { inserted[y] = true }
      } else if grid.y0 == grid.y1 {
        for x in grid.x0..<grid.x1 { removed[x] = true }
      } else {
        let (x, y) = cut(grid)
        open.append(Grid(x0: x, x1: grid.x1, y0: y, y1: grid.y1))
        open.append(Grid(x0: grid.x0, x1: x, y0: grid.y0, y1: y))
      }
    }
  }

  /// A point on a shortest path through the grid, or after `limit` steps a good one.
  ///
  /// `grid`: neither side empty, with other elements at the start of the two sides, and at their ends. So
  /// there are two edits at least, and the point is never a corner of the whole grid.
  private func cut(_ grid: Grid) -> (x: Int, y: Int) {
    old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        let width = grid.x1 - grid.x0
        let height = grid.y1 - grid.y0
        let delta = width - height
        let middle = limit + 1
        forward[middle + 1] = 0
        backward[middle + 1] = 0
        for steps in 0...limit {
          // Diagonals on which the search has left the grid are left out from then on.
          let low = -(steps - 2 * max(0, steps - height))
          let high = steps - 2 * max(0, steps - width)
          for k in stride(from: low, through: high, by: 2) {
            var x = Self.next(forward + middle, k, steps)
            var y = x - k
            while x < width, y < height, old[grid.x0 + x] == new[grid.y0 + y] {
              x += 1
              y += 1
            }
            forward[middle + k] = x
            let other = delta - k
            if delta & 1 == 1, abs(other) < steps, x + backward[middle + other] >= width {
              return (grid.x0 + x, grid.y0 + y)
            }
          }
          for k in stride(from: low, through: high, by: 2) {
            var x = Self.next(backward + middle, k, steps)
            var y = x - k
            while x < width, y < height, old[grid.x1 - 1 - x] == new[grid.y1 - 1 - y] {
              x += 1
              y += 1
            }
            backward[middle + k] = x
            let other = delta - k
            if delta & 1 == 0, abs(other) <= steps, x + forward[middle + other] >= width {
              return (grid.x1 - x, grid.y1 - y)
            }
          }
        }
        return furthest(in: grid)
      }
    }
  }

  /// Where a path to diagonal `k` comes out that takes one step more than those in `reached`.
  private static func next(_ reached: UnsafeMutablePointer<Int>, _ k: Int, _ steps: Int) -> Int {
    if k == -steps || (k != steps && reached[k - 1] < reached[k + 1]) { return reached[k + 1] }
    return reached[k - 1] + 1
  }

  /// The point that either search reached with the most elements behind it.
  private func furthest(in grid: Grid) -> (x: Int, y: Int) {
    let width = grid.x1 - grid.x0
    let height = grid.y1 - grid.y0
    var best = (progress: -1, x: 0, y: 0)
    let low = -(limit - 2 * max(0, limit - height))
    let high = limit - 2 * max(0, limit - width)
    for k in stride(from: low, through: high, by: 2) {
      let ahead = forward[limit + 1 + k]
      if ahead <= width, ahead - k <= height, 2 * ahead - k > best.progress {
        best = (2 * ahead - k, grid.x0 + ahead, grid.y0 + ahead - k)
      }
      let back = backward[limit + 1 + k]
      if back <= width, back - k <= height, 2 * back - k > best.progress {
        best = (2 * back - k, grid.x1 - back, grid.y1 - back + k)
      }
    }
    return (best.x, best.y)
  }
}
