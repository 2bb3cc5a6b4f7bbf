import Glibc
package import ZhenglintCore

/// Glyphs that one piece of markup sets together at a place of its own.
package struct GlyphRun: Sendable {
  /// Start of the baseline in user space, after transforms.
  package var x: Double
  package var y: Double
  /// Direction of the advance, after transforms; its length does not matter.
  package var dx: Double
  package var dy: Double
  /// User units, after transforms.
  package var fontSize: Double
  /// User units from the start of the first glyph to the end of the last.
  package var advance: Double
  /// Without white space; a run of 0 is a line of its own.
  package var glyphCount: Int
  /// Glyphs stand upright though the run goes downwards, as in vertical writing.
  package var upright: Bool
  /// The transforms mirror the glyphs: "below" is on the other side of the baseline.
  package var isMirrored: Bool
  /// The caller's own number for it.
  package var id: Int

  package init(
    x: Double, y: Double, dx: Double = 1, dy: Double = 0, fontSize: Double, advance: Double,
    glyphCount: Int, upright: Bool = false, isMirrored: Bool = false, id: Int = 0
  ) {
    self.x = x
    self.y = y
    self.dx = dx
    self.dy = dy
    self.fontSize = fontSize
    self.advance = advance
    self.glyphCount = glyphCount
    self.upright = upright
    self.isMirrored = isMirrored
    self.id = id
  }
}

/// Puts runs that were set one by one in the order in which people read them.
package enum GlyphLayout {
  /// Which runs make up one line or column, in reading order.
  ///
  /// Runs in one direction (within 5°), on one baseline (within about a third of an em) and at most
  /// two ems apart make a row. A run of one or two glyphs that is in no row may be part of a column.
  /// In a grid of single glyphs the nearer neighbours win.
  ///
  /// - Parameter runs: In document order.
  /// - Returns: Each run's index in `runs` once, with the seam before it; lines in document order of
  ///   their earliest run.
  /// - Complexity: O(n log n), however many runs share a place.
  package static func lines(_ runs: [GlyphRun]) -> [[(run: Int, seam: Seam?)]] {
    let groups = groupedByDirection(runs)
    var rows = Links(count: runs.count)
    var columns = Links(count: runs.count)
    for group in groups {
      rows.join(group.members.map { group.rowItem($0, runs[$0]) })
      columns.join(group.columnItems(runs))
    }
    rows.giveWay(to: columns, runs)
    columns = Links(count: runs.count)
    for group in groups {
      columns.join(group.columnItems(runs).filter { rows.isAlone($0.run) })
    }
    return chains(rows, columns, runs)
  }

  /// Whether `next` begins the line after the one that `last` ends, in one element of text.
  ///
  /// A line break goes back along the reading direction and at most three ems across it; columns of a
  /// table stand beside each other, and what is set further off is another text.
  package static func continuesOnNextLine(_ last: GlyphRun, _ next: GlyphRun) -> Bool {
    guard last.isPlaceable, next.isPlaceable, last.upright == next.upright else { return false }
    let group = DirectionGroup(along: last.direction)
    let (before, after) = (group.rowItem(0, last), group.rowItem(0, next))
    let across = abs(after.startAcross - before.startAcross)
    let em = max(before.size, after.size)
    return after.start < before.end && across > 0.5 * em && across <= 3 * em
  }

  private static func chains(
    _ rows: Links, _ columns: Links, _ runs: [GlyphRun]
  ) -> [[(run: Int, seam: Seam?)]] {
    var isPlaced = [Bool](repeating: false, count: runs.count)
    var lines: [[(run: Int, seam: Seam?)]] = []
    for run in runs.indices where !isPlaced[run] {
      let isRow = !rows.isAlone(run)
      let links = isRow ? rows : columns
      let seam: Seam = isRow && !runs[run].upright ? .positioned : .column
      let line = links.chain(through: run)
      for member in line { isPlaced[member] = true }
      lines.append(line.enumerated().map { ($1, $0 == 0 ? nil : seam) })
    }
    return lines
  }

  /// Groups runs whose directions lie within 5° of each other; leaves out what has no place.
  private static func groupedByDirection(_ runs: [GlyphRun]) -> [DirectionGroup] {
    // The circle is cut where text hardly ever goes, so that 0° and 359.9° stay together.
    let cut = 157.5 * Double.pi / 180
    var angles: [(angle: Double, run: Int)] = []
    angles.reserveCapacity(runs.count)
    for (index, run) in runs.enumerated() where run.isPlaceable {
      let angle = atan2(run.dy, run.dx)
      angles.append((angle > cut ? angle - 2 * .pi : angle, index))
    }
    angles.sort { ($0.angle, $0.run) < ($1.angle, $1.run) }
    var groups: [DirectionGroup] = []
    var first = -Double.infinity
    for (angle, run) in angles {
      if angle - first > 5 * .pi / 180 {
        first = angle
        groups.append(DirectionGroup(along: Point(x: cos(angle), y: sin(angle))))
      }
      groups[groups.count - 1].members.append(run)
    }
    return groups
  }
}

extension GlyphRun {
  /// Whether the run shows something, and its geometry is of an order that can be computed with.
  ///
  /// A blank run may lie under the glyph after it and would keep that from joining.
  fileprivate var isPlaceable: Bool {
    guard glyphCount > 0, fontSize.isFinite, fontSize > 0, dx.isFinite, dy.isFinite,
      dx != 0 || dy != 0
    else {
      return false
    }
    return abs(x) < 1e9 * fontSize && abs(y) < 1e9 * fontSize && abs(advance) < 1e9 * fontSize
  }

  /// Unit vector.
  fileprivate var direction: Point {
    let length = Point(x: dx, y: dy).length
    return Point(x: dx / length, y: dy / length)
  }
}

/// Runs of about one direction, and their places along and across it.
private struct DirectionGroup {
  /// Unit vector.
  let along: Point
  var members: [Int] = []

  init(along: Point) {
    self.along = along
  }

  /// The run as part of a row.
  func rowItem(_ index: Int, _ run: GlyphRun) -> Links.Item {
    let direction = run.direction
    let end = Point(
      x: run.x + direction.x * run.advance, y: run.y + direction.y * run.advance)
    return Links.Item(
      run: index, start: alongRow(run.x, run.y), end: alongRow(end.x, end.y),
      startAcross: below(run.x, run.y), endAcross: below(end.x, end.y), size: run.fontSize,
      // A single glyph jitters more, and by eye still stands in its line.
      tolerance: run.glyphCount == 1 ? 0.5 : 0.35, isUpright: run.upright,
      isMirrored: run.isMirrored)
  }

  /// The runs that may be part of a column.
  func columnItems(_ runs: [GlyphRun]) -> [Links.Item] {
    members.filter { runs[$0].glyphCount <= 2 && !runs[$0].upright }.map { index in
      let run = runs[index]
      let across = alongRow(run.x, run.y)
      let start = below(run.x, run.y) * (run.isMirrored ? -1 : 1)
      return Links.Item(
        run: index, start: start, end: start + run.fontSize, startAcross: across, endAcross: across,
        size: run.fontSize, tolerance: 0.5, isUpright: false, isMirrored: run.isMirrored)
    }
  }

  private func alongRow(_ x: Double, _ y: Double) -> Double { x * along.x + y * along.y }

  private func below(_ x: Double, _ y: Double) -> Double { y * along.x - x * along.y }
}

/// Which run follows which, in rows or in columns.
private struct Links {
  /// A run as a stretch along the reading direction.
  struct Item {
    var run: Int
    var start: Double
    var end: Double
    var startAcross: Double
    var endAcross: Double
    var size: Double
    /// How far the next may stand beside the line, in ems.
    var tolerance: Double
    var isUpright: Bool
    var isMirrored: Bool

    /// How badly `next` continues this item, in user units; `nil` if it does not.
    ///
    /// One that begins before this one's middle is drawn over it (a shadow) and does not.
    func cost(of next: Item) -> Double? {
      let em = (size + next.size) / 2
      let gap = next.start - end
      let aside = abs(next.startAcross - endAcross)
      guard gap <= 2.05 * em, next.start >= (start + end) / 2,
        aside <= (max(tolerance, next.tolerance) + 0.01) * em,
        max(size, next.size) <= 2 * min(size, next.size),
        isUpright == next.isUpright, isMirrored == next.isMirrored
      else { return nil }
      return abs(gap) + 2 * aside
    }

    /// Whether nothing that starts at `place` or after can continue this item.
    func isPassed(at place: Double) -> Bool { place - end > 3.1 * size }
  }

  private var next: [Int32]
  private var previous: [Int32]

  init(count: Int) {
    next = [Int32](repeating: -1, count: count)
    previous = next
  }

  func isAlone(_ run: Int) -> Bool { next[run] < 0 && previous[run] < 0 }

  /// The runs joined with `run`, in order.
  func chain(through run: Int) -> [Int] {
    var first = run
    while previous[first] >= 0 { first = Int(previous[first]) }
    var result = [first]
    while let last = result.last, next[last] >= 0 { result.append(Int(next[last])) }
    return result
  }

  private mutating func detach(_ run: Int) {
    if next[run] >= 0 { previous[Int(next[run])] = -1 }
    if previous[run] >= 0 { next[Int(previous[run])] = -1 }
    next[run] = -1
    previous[run] = -1
  }
}

// MARK: - Joining

extension Links {
  /// Gives each item the best of the items before it that nothing follows yet.
  ///
  /// A sweep along the reading direction. The ends of lines are found through their place across
  /// it, in bands that grow with the font size; a band is a list, newest first, from which lines
  /// are dropped when they are continued or passed by. At most `limit` ends are tried in a list,
  /// so that many runs on one point stay cheap.
  mutating func join(_ unsorted: [Item]) {
    guard unsorted.count > 1 else { return }
    let limit = 32
    let items = unsorted.sorted { ($0.start, $0.run) < ($1.start, $1.run) }
    var bands = BandTable(count: items.count)
    for (index, item) in items.enumerated() {
      var best: (index: Int, cost: Double)?
      // Half an em of the mean of two sizes of which one is at most twice the other.
      let reach = 0.8 * item.size
      bands.forEachList(around: item.startAcross, reach: reach, size: item.size) { bands, list in
        var tried = 0
        bands.filter(list) { candidate in
          let end = items[candidate]
          if next[end.run] >= 0 || end.isPassed(at: item.start) { return .drop }
          if let cost = end.cost(of: item), cost < best?.cost ?? .infinity {
            best = (candidate, cost)
          }
          tried += 1
          return tried < limit ? .keep : .stop
        }
      }
      if let best {
        let before = items[best.index].run
        next[before] = Int32(item.run)
        previous[item.run] = Int32(before)
      }
      bands.insert(index, at: item.endAcross, size: item.size)
    }
  }
}

// MARK: - Rows or columns

extension Links {
  /// Frees the single glyphs of rows that read better as columns.
  ///
  /// A row gives way when most of its glyphs have a nearer neighbour above or below that would rather
  /// be in a column too.
  ///
  /// - Parameters:
  ///   - columns: What the columns would be if there were no rows.
  ///   - runs: All runs.
  mutating func giveWay(to columns: Links, _ runs: [GlyphRun]) {
    let prefersColumn = runs.indices.map { index in
      let column = columns.pitch(of: index, runs)
      guard column < .infinity else { return false }
      if isAlone(index) { return true }
      return runs[index].glyphCount == 1 && column < 0.9 * pitch(of: index, runs)
    }
    let givesWay = runs.indices.map { index in
      prefersColumn[index] && !isAlone(index)
        && columns.neighbours(of: index).contains { prefersColumn[$0] }
    }
    for first in runs.indices where previous[first] < 0 && next[first] >= 0 {
      let row = chain(through: first)
      let glyphs = row.reduce(0) { $0 + runs[$1].glyphCount }
      guard 2 * row.count(where: { givesWay[$0] }) > glyphs else { continue }
      for run in row where givesWay[run] { detach(run) }
    }
  }

  private func neighbours(of run: Int) -> [Int] {
    [previous[run], next[run]].filter { $0 >= 0 }.map(Int.init)
  }

  /// Distance to the nearer neighbour; infinite without one.
  private func pitch(of index: Int, _ runs: [GlyphRun]) -> Double {
    neighbours(of: index).reduce(.infinity) { least, neighbour in
      let vector = Point(
        x: runs[neighbour].x - runs[index].x, y: runs[neighbour].y - runs[index].y)
      return min(least, vector.length)
    }
  }
}

/// Lists of items by their place across the reading direction, hashed; newest first.
private struct BandTable {
  enum Verdict {
    case keep, drop, stop
  }

  private var heads: [Int32]
  /// The item after each in its list.
  private var older: [Int32]

  init(count: Int) {
    var size = 16
    while size < count { size *= 2 }
    heads = [Int32](repeating: -1, count: size)
    older = [Int32](repeating: -1, count: count)
  }

  /// Bands are one to two ems high; items of a size in the same power of two share them.
  private static func height(_ magnitude: Int) -> Double {
    Double(sign: .plus, exponent: magnitude + 1, significand: 1)
  }

  private func list(_ magnitude: Int, _ band: Int) -> Int {
    let hash = UInt64(bitPattern: Int64(band &* 131 &+ magnitude)) &* 0x9E37_79B9_7F4A_7C15
    return Int(hash >> 32) & (heads.count - 1)
  }

  mutating func insert(_ item: Int, at across: Double, size: Double) {
    let magnitude = Int(size.exponent)
    let list = list(magnitude, Int((across / Self.height(magnitude)).rounded(.down)))
    older[item] = heads[list]
    heads[list] = Int32(item)
  }

  /// Calls `body` with the lists that may hold items of half to double the size near a place.
  mutating func forEachList(
    around across: Double, reach: Double, size: Double, _ body: (inout BandTable, Int) -> Void
  ) {
    let middle = Int(size.exponent)
    for magnitude in (middle - 1)...(middle + 1) {
      let height = Self.height(magnitude)
      let first = Int(((across - reach) / height).rounded(.down))
      let last = Int(((across + reach) / height).rounded(.down))
      for band in first...last { body(&self, list(magnitude, band)) }
    }
  }

  /// Walks a list, removing what `verdict` drops, until it stops.
  mutating func filter(_ list: Int, _ verdict: (Int) -> Verdict) {
    var before = -1
    var item = Int(heads[list])
    while item >= 0 {
      let following = Int(older[item])
      switch verdict(item) {
      case .keep:
        before = item
      case .drop:
        if before < 0 { heads[list] = Int32(following) } else { older[before] = Int32(following) }
      case .stop:
        return
      }
      item = following
    }
  }
}

/// Widths of glyphs where no font can be asked.
package enum GlyphMetrics {
  /// Whether a scalar is a glyph that people see, not white space or something without a form.
  static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Nearly all of a Chinese text; to ask for properties is slow.
    case 0x21...0x7E, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF5E: return true
    default: break
    }
    let properties = scalar.properties
    guard !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint,
      !properties.isEmojiModifier
    else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return false
    default: return true
    }
  }

  /// Estimates the advance of a scalar, in the unit of `fontSize`.
  ///
  /// Wide and full-width characters after Unicode Standard Annex 11 take 1 em, spaces 0.3, marks and
  /// format characters nothing, all others 0.55.
  package static func advance(of scalar: UInt32, fontSize: Double) -> Double {
    switch scalar {
    case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F:
      0.3 * fontSize
    case 0x21..<0x300 where scalar != 0xAD:
      0.55 * fontSize
    case 0...0x1F, 0xAD, 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
      0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x20D0...0x20FF, 0x302A...0x302D,
      0x3099...0x309A, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0000...0xE0FFF:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      fontSize
    default:
      0.55 * fontSize
    }
  }
}
