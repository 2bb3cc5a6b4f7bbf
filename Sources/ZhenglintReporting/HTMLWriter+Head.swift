extension HTMLWriter {
  /// Writes the head of a page that loads nothing and runs nothing, with the style of all pages.
  ///
  /// - Parameters:
  ///   - title: For people.
  ///   - toolVersion: Of the program that writes the page, or that found what stands there.
  ///   - addedStyles: Sheets of this page alone, each with its hash for the policy (CSP 3).
  package mutating func head(
    title: String, toolVersion: String, addedStyles: [(sheet: StaticString, hash: String)] = []
  ) {
    let styles = [(sheet: HTMLStyle.sheet, hash: HTMLStyle.hash)] + addedStyles
    let sources = styles.map { "'\($0.hash)'" }.joined(separator: " ")
    block("head") { html in
      html.append("\n<meta charset=\"utf-8\">\n")
      html.open(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content":
            "default-src 'none'; style-src \(sources); base-uri 'none'; form-action 'none'",
        ])
      html.append("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
      html.open("meta", ["name": "generator", "content": "zhenglint \(toolVersion)"])
      html.append("\n")
      html.block("title", text: title)
      for style in styles {
        html.append("<style>")
        html.append(style.sheet)
        html.append("</style>\n")
      }
    }
  }
}
