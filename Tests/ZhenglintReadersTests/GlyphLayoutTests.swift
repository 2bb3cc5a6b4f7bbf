import Testing
import ZhenglintCore
import ZhenglintReaders

@Suite struct GlyphLayoutTests {
  /// Text at a place; 16 units to the em.
  private struct Piece {
    var text: String
    var x: Double
    var y: Double
    var size = 16.0
    var direction = Point(x: 1, y: 0)
    var isUpright = false
    var isMirrored = false

    init(
      _ text: String, _ x: Double, _ y: Double, size: Double = 16,
      direction: Point = Point(x: 1, y: 0), isUpright: Bool = false, isMirrored: Bool = false
    ) {
      self.text = text
      self.x = x
      self.y = y
      self.size = size
      self.direction = direction
      self.isUpright = isUpright
      self.isMirrored = isMirrored
    }
  }

  /// Lines as text; `_` before what is next on the line, `|` before what is next in the column.
  private func read(_ pieces: [Piece]) -> [String] {
    let runs = pieces.map { piece in
      GlyphRun(
        x: piece.x, y: piece.y, dx: piece.direction.x, dy: piece.direction.y, fontSize: piece.size,
        advance: piece.text.unicodeScalars.reduce(0) {
          $0 + GlyphMetrics.advance(of: $1.value, fontSize: piece.size)
        },
        glyphCount: piece.text.unicodeScalars.count { $0 != " " }, upright: piece.isUpright,
        isMirrored: piece.isMirrored)
    }
    return GlyphLayout.lines(runs).map { line in
      line.map { member in
        let mark =
          switch member.seam {
          case nil: ""
          case .positioned: "_"
          case .column: "|"
          default: "?"
          }
        return mark + pieces[member.run].text
      }.joined()
    }
  }

  /// One piece for each character, `pitch` units apart.
  private func spread(
    _ text: String, x: Double = 0, y: Double = 0, right: Double = 0, down: Double = 0
  ) -> [Piece] {
    text.enumerated().map { index, character in
      Piece(String(character), x + Double(index) * right, y + Double(index) * down)
    }
  }

  /// Five glyphs end at 80 on a baseline at 0.
  @Test(arguments: [
    (0.0, 24.0, true), (40, 24, true), (79, 24, true), (80, 24, false), (0, 5, false),
    (0, 48, true),
    (0, 50, false), (0, -24, true),
  ])
  func aLineBreakGoesBackAndAtMostThreeEmsOn(_ x: Double, _ y: Double, _ continues: Bool) {
    let last = GlyphRun(x: 0, y: 0, fontSize: 16, advance: 80, glyphCount: 5)
    let next = GlyphRun(x: x, y: y, fontSize: 16, advance: 80, glyphCount: 5)
    #expect(GlyphLayout.continuesOnNextLine(last, next) == continues)
  }

  @Test func rowsAreReadFromLeftToRight() {
    #expect(read([Piece("家", 16, 0), Piece("国", 0, 0), Piece("级", 32, 0)]) == ["国_家_级"])
  }

  @Test(arguments: [
    (0.0, 0.0, true), (-7, 0, true), (-9, 0, false), (31, 0, true), (40, 0, false),
    (0, 5, true), (0, 7.5, true), (0, 12, false), (0, -7.5, true),
  ])
  func neighboursStandCloseOnOneBaseline(_ gap: Double, _ rise: Double, _ isJoined: Bool) {
    #expect(read([Piece("国", 0, 0), Piece("家", 16 + gap, rise)]).contains("国_家") == isJoined)
  }

  @Test func blankRunsDoNotComeBetween() {
    #expect(read([Piece("国", 0, 0), Piece(" ", 16, 0), Piece("家", 16, 0)]) == ["国_家", " "])
  }

  @Test func longRunsMustKeepTheBaseline() {
    #expect(read([Piece("职业", 0, 0), Piece("资格", 32, 5)]) == ["职业_资格"])
    #expect(read([Piece("职业", 0, 0), Piece("资格", 32, 7.5)]) == ["职业", "资格"])
  }

  @Test(arguments: [(8.0, true), (7.0, false), (32.0, true), (33.0, false)])
  func sizesMayDifferTwofold(_ size: Double, _ isJoined: Bool) {
    #expect(read([Piece("国", 0, 0), Piece("家", 16, 0, size: size)]).contains("国_家") == isJoined)
  }

  @Test(arguments: [0.0, 30, 90, 157, 180, 270, 359.9])
  func readingDirectionIsThatOfTheText(_ degrees: Double) {
    let turn = AffineTransform.parse("rotate(\(degrees))")
    let direction = turn.applyToVector(x: 1, y: 0)
    let pieces = [("级", 32.0), ("国", 0.0), ("家", 16.0)].map { text, x in
      let place = turn.apply(x: x, y: 0)
      return Piece(text, place.x, place.y, direction: direction)
    }
    #expect(read(pieces) == ["国_家_级"])
  }

  @Test func directionsWithinFiveDegreesJoin() {
    let near = AffineTransform.parse("rotate(4)").applyToVector(x: 1, y: 0)
    let far = AffineTransform.parse("rotate(8)").applyToVector(x: 1, y: 0)
    #expect(read([Piece("国", 0, 0), Piece("家", 16, 0, direction: near)]) == ["国_家"])
    #expect(read([Piece("国", 0, 0), Piece("家", 16, 0, direction: far)]) == ["国", "家"])
  }

  @Test func singleGlyphsBelowEachOtherAreAColumn() {
    #expect(read(spread("国家级", down: 20)) == ["国|家|级"])
    #expect(read(spread("国家级", down: 48)) == ["国|家|级"])
    #expect(read(spread("国家级", down: 56)) == ["国", "家", "级"])
    #expect(read([Piece("国家", 0, 0), Piece("职业", 3, 20)]) == ["国家|职业"])
    #expect(read([Piece("国家级", 0, 0), Piece("职业", 0, 20)]) == ["国家级", "职业"])
    #expect(read([Piece("国", 0, 0), Piece("家", 10, 20)]) == ["国", "家"])
  }

  @Test func columnsOfTurnedTextRunBelowIt() {
    let left = Point(x: -1, y: 0)
    #expect(
      read([Piece("国", 0, 0, direction: left), Piece("家", 0, -20, direction: left)]) == ["国|家"])
    #expect(
      read([
        Piece("国", 0, 0, direction: left, isMirrored: true),
        Piece("家", 0, 20, direction: left, isMirrored: true),
      ]) == ["国|家"])
  }

  @Test func verticalRunsGoOnBelow() {
    let down = Point(x: 0, y: 1)
    #expect(
      read([
        Piece("家级", 0, 18, direction: down, isUpright: true),
        Piece("国", 0, 0, direction: down, isUpright: true),
      ]) == ["国|家级"])
  }

  @Test func nearerNeighboursWinInAGrid() {
    let rows = spread("中华人民", y: 0, right: 18) + spread("共和国家", y: 30, right: 18)
    #expect(read(rows) == ["中_华_人_民", "共_和_国_家"])
    let columns = spread("中华人民", x: 40, down: 18) + spread("共和国家", x: 0, down: 18)
    #expect(read(columns) == ["中|华|人|民", "共|和|国|家"])
  }

  @Test func linesKeepDocumentOrder() {
    let pieces = [
      Piece("第三行文", 0, 90), Piece("第一行文", 0, 0), Piece("之末", 64, 90), Piece("第二行文", 0, 40),
    ]
    #expect(read(pieces) == ["第三行文_之末", "第一行文", "第二行文"])
  }

  @Test(arguments: [(1.0, 1.0), (1, 0), (0, 1), (-1, 0), (0, 0)])
  func shadowsDoNotInterleave(_ x: Double, _ y: Double) {
    let pieces = spread("国家级", right: 16) + spread("国家级", x: x, y: y, right: 16)
    #expect(read(pieces) == ["国_家_级", "国_家_级"])
  }

  @Test func whatHasNoPlaceIsALineOfItsOwn() {
    let pieces = [
      Piece("国", .nan, 0), Piece("家", .infinity, 0), Piece("级", 0, 0, size: 0),
      Piece("职", 0, 0, direction: Point(x: 0, y: 0)), Piece("业", 1e300, 0),
    ]
    #expect(read(pieces) == ["国", "家", "级", "职", "业"])
    #expect(GlyphLayout.lines([]).isEmpty)
  }

  /// Pairwise comparison of these would take minutes.
  @Test(.timeLimit(.minutes(1)), arguments: [0.0, 0.001, 1.0, 16.0])
  func manyRunsAreCheap(_ pitch: Double) {
    let count = 20_000
    let runs = (0..<count).map {
      GlyphRun(x: Double($0) * pitch, y: 0, fontSize: 16, advance: 16, glyphCount: 1)
    }
    let lines = GlyphLayout.lines(runs)
    #expect(lines.flatMap { $0.map(\.run) }.sorted() == Array(0..<count))
    if pitch == 16 { #expect(lines.count == 1) }
  }

  @Test(arguments: [
    (0x56FD, 10.0), (0xFF21, 10), (0x41, 5.5), (0x20, 3), (0x0301, 0), (0x20000, 10),
  ])
  func advancesAreEstimated(_ scalar: Int, _ advance: Double) {
    #expect(abs(GlyphMetrics.advance(of: UInt32(scalar), fontSize: 10) - advance) < 1e-9)
  }
}

@Suite struct AffineTransformTests {
  @Test(arguments: [
    ("", 1.0, 2.0), ("none", 1, 2), ("translate(10 20)", 11, 22), ("translate(10)", 11, 2),
    ("translate(10px,-1e1px)", 11, -8), ("translateY(.5in)", 1, 50), ("scale(2)", 2, 4),
    ("scale(2 , 3)", 2, 6), ("scaleX(-1)", -1, 2), ("rotate(90)", -2, 1),
    ("rotate(.25turn)", -2, 1),
    ("rotate(180,1,1)", 1, 0), ("skewX(45)", 3, 2), ("skewY(45deg)", 1, 3),
    ("matrix(1 0 0 1 5 6)", 6, 8), ("matrix(0,1,-1,0,0,0)", -2, 1),
    ("translate(10 0),scale(2)", 12, 4), ("  scale( 2 )translate(1-1)  ", 4, 2),
    ("scale(2) nonsense translate(9)", 2, 4), ("scale(2) translate(9", 2, 4),
    ("scale(2) matrix(1)", 2, 4), ("ROTATE(90)", -2, 1),
  ])
  func listsAreApplied(_ text: String, _ x: Double, _ y: Double) {
    let place = AffineTransform.parse(text).apply(x: 1, y: 2)
    #expect(abs(place.x - x) < 1e-9)
    #expect(abs(place.y - y) < 1e-9)
  }

  @Test func vectorsAreNotMoved() {
    #expect(
      AffineTransform.parse("translate(9 9) scale(2)").applyToVector(x: 1, y: 0)
        == Point(x: 2, y: 0))
  }

  @Test func outerTransformsApplyLast() {
    let nested = AffineTransform.parse("translate(10)") * AffineTransform.parse("scale(2)")
    #expect(nested == AffineTransform.parse("translate(10) scale(2)"))
  }

  @Test(arguments: [
    ("10 20,30px 1em", [10.0, 20, 30, 12]), ("1in,72pt 6pc", [96, 96, 96]),
    ("50% 1e2 -.5.5-1", [100, 100, -0.5, 0.5, -1]), ("2.54cm 25.4mm", [96, 96]),
    ("1 2 x 3", [1, 2]),
    ("", []), ("1e999999999999999999999", [1e12]),
  ])
  func lengthsBecomeUserUnits(_ text: String, _ expected: [Double]) {
    let bytes = Array(text.utf8)
    let lengths = SVGLength.parseList(
      bytes, in: ByteRange(start: 0, end: bytes.count), fontSize: 12, viewport: 200)
    #expect(lengths.count == expected.count)
    #expect(zip(lengths, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }
}

extension AffineTransform {
  fileprivate static func parse(_ text: String) -> AffineTransform {
    let bytes = Array(text.utf8)
    return parse(bytes, in: ByteRange(start: 0, end: bytes.count))
  }
}
