import Glibc
package import ZhenglintCore

/// A point or vector, x to the right and y downwards.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  package var length: Double { (x * x + y * y).squareRoot() }
}

/// An affine map of the plane, as SVG's `matrix(a b c d e f)`.
package struct AffineTransform: Hashable, Sendable {
  package var a: Double
  package var b: Double
  package var c: Double
  package var d: Double
  package var e: Double
  package var f: Double

  package static let identity = AffineTransform(1, 0, 0, 1, 0, 0)

  package init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
  }

  /// Negative where text is mirrored, 0 where it vanishes.
  package var determinant: Double { a * d - b * c }

  /// The map that applies `inner` first: `outer * inner`, as nested SVG elements do.
  package static func * (outer: AffineTransform, inner: AffineTransform) -> AffineTransform {
    AffineTransform(
      outer.a * inner.a + outer.c * inner.b, outer.b * inner.a + outer.d * inner.b,
      outer.a * inner.c + outer.c * inner.d, outer.b * inner.c + outer.d * inner.d,
      outer.a * inner.e + outer.c * inner.f + outer.e,
      outer.b * inner.e + outer.d * inner.f + outer.f)
  }

  package func apply(x: Double, y: Double) -> Point {
    Point(x: a * x + c * y + e, y: b * x + d * y + f)
  }

  /// As for a point, without the translation.
  package func applyToVector(x: Double, y: Double) -> Point {
    Point(x: a * x + c * y, y: b * x + d * y)
  }
}

// MARK: - Parsing

extension AffineTransform {
  /// Reads a `transform` attribute or property; what follows the first mistake is ignored.
  ///
  /// A percentage counts as 0, since the box it is of is not known.
  ///
  /// - Parameters:
  ///   - text: Holds the value.
  ///   - range: The value's bytes in `text`.
  /// - Returns: The product of the list, the identity for an empty one.
  package static func parse(_ text: [UInt8], in range: ByteRange) -> AffineTransform {
    var scanner = ValueScanner(text, in: range)
    return parse(&scanner)
  }

  static func parse(_ scanner: inout ValueScanner) -> AffineTransform {
    var result = identity
    scanner.skipSeparators()
    while let next = function(&scanner) {
      result = result * next
      scanner.skipSeparators()
    }
    return result
  }

  private static func function(_ scanner: inout ValueScanner) -> AffineTransform? {
    let name = scanner.word()
    scanner.skipSpace()
    guard scanner.skip("(") else { return nil }
    var values: [Double] = []
    scanner.skipSeparators()
    while values.count < 6, let number = scanner.number() {
      guard let factor = factor(of: scanner.unit()) else { return nil }
      values.append(number * factor)
      scanner.skipSeparators()
    }
    guard scanner.skip(")") else { return nil }
    return make(name, values)
  }

  /// Pixels of a length, degrees of an angle.
  private static func factor(of unit: String) -> Double? {
    switch unit {
    case "deg": 1
    case "rad": 180 / .pi
    case "grad": 0.9
    case "turn": 360
    default: SVGLength.pixels(in: unit, fontSize: 16, percentOf: 0)
    }
  }

  private static func make(_ name: String, _ v: [Double]) -> AffineTransform? {
    switch (name, v.count) {
    case ("matrix", 6): AffineTransform(v[0], v[1], v[2], v[3], v[4], v[5])
    case ("translate", 1), ("translatex", 1): AffineTransform(1, 0, 0, 1, v[0], 0)
    case ("translate", 2), ("translate3d", 3): AffineTransform(1, 0, 0, 1, v[0], v[1])
    case ("translatey", 1): AffineTransform(1, 0, 0, 1, 0, v[0])
    case ("scale", 1): AffineTransform(v[0], 0, 0, v[0], 0, 0)
    case ("scale", 2), ("scale3d", 3): AffineTransform(v[0], 0, 0, v[1], 0, 0)
    case ("scalex", 1): AffineTransform(v[0], 0, 0, 1, 0, 0)
    case ("scaley", 1): AffineTransform(1, 0, 0, v[0], 0, 0)
    case ("rotate", 1), ("rotatez", 1): rotation(v[0])
    case ("rotate", 3):
      AffineTransform(1, 0, 0, 1, v[1], v[2]) * rotation(v[0])
        * AffineTransform(1, 0, 0, 1, -v[1], -v[2])
    case ("skewx", 1), ("skew", 1): AffineTransform(1, 0, tangent(v[0]), 1, 0, 0)
    case ("skewy", 1): AffineTransform(1, tangent(v[0]), 0, 1, 0, 0)
    case ("skew", 2): AffineTransform(1, tangent(v[1]), tangent(v[0]), 1, 0, 0)
    default: nil
    }
  }

  private static func rotation(_ degrees: Double) -> AffineTransform {
    let sine = sin(degrees * .pi / 180)
    let cosine = cos(degrees * .pi / 180)
    return AffineTransform(cosine, sine, -sine, cosine, 0, 0)
  }

  private static func tangent(_ degrees: Double) -> Double { tan(degrees * .pi / 180) }
}
