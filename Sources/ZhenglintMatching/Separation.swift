/// Why letters that stand one after another as those of a term are no term.
package enum Separation: Error, CaseIterable, Sendable {
  /// More white space than is set between the letters of a word.
  case wideSpace
  /// Signs between pieces of more than one letter (职业/资格), or too many of them.
  case noise
  /// An empty line.
  case emptyLine
  /// A border of the markup: a paragraph, a cell, another attribute.
  case border
  /// Nothing but look-alikes.
  case lookAlikes
  /// Letters of a longer word (guohui in guohuiyuan).
  case insideWord
  /// A name in pieces that are no words of it (g-u-o-h-u-i).
  case brokenName
}
