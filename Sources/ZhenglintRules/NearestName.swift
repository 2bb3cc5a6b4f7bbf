/// The name that somebody probably meant, for messages about unknown ones.
///
/// - Returns: The candidate with the fewest edits (insert, delete, replace or swap scalars), the
///   first of equals; where even that one needs more than one edit per three scalars, the one
///   that holds the name as a whole word (`emblem`: `national-emblem`), or else `nil`.
package func nearestName(to name: String, in candidates: [String]) -> String? {
  // No fewer edits than the lengths differ by: most names need no table, and a long one never does.
  let count = name.unicodeScalars.count
  let near = candidates.filter { abs($0.unicodeScalars.count - count) <= count / 3 }
  let nearest = near.map { (name: $0, edits: editDistance(name, $0)) }
    .min { $0.edits < $1.edits }
  guard let nearest, nearest.edits <= count / 3 else {
    return candidates.first { $0.split(separator: "-").contains(name[...]) }
  }
  return nearest.name
}

/// Optimal string alignment distance in Unicode scalars.
private func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars)
  let b = Array(b.unicodeScalars)
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var edits = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        edits = min(edits, rows[i - 1][j - 1] + 1)
      }
      row.append(edits)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
