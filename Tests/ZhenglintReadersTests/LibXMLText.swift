import CLibXML2

/// The texts of a document as libxml2's SAX2 parser reports them, entities expanded.
struct LibXMLText {
  /// Character data and CDATA.
  private(set) var text = ""
  /// Values, one after another.
  private(set) var attributes = ""
  private(set) var comments = ""

  /// - Returns: `nil` where libxml2 does not find the document well-formed.
  init?(of source: String) {
    let utf8 = Array(source.utf8)
    guard let context = xmlNewParserCtxt(), let handler = context.pointee.sax else { return nil }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
    let box = Box()
    context.pointee._private = Unmanaged.passUnretained(box).toOpaque()
    handler.pointee.characters = { Box.of($0)?.text += Box.bytes($1, $2) }
    handler.pointee.cdataBlock = handler.pointee.characters
    handler.pointee.ignorableWhitespace = handler.pointee.characters
    handler.pointee.comment = { context, text in
      // Those of the internal subset are part of the declaration.
      let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self)
      if parser?.pointee.inSubset != 0 { return }
      Box.of(context)?.comments += Box.bytes(text, xmlStrlen(text))
    }
    handler.pointee.startElementNs = { context, _, _, _, _, _, count, _, attributes in
      // Five pointers an attribute: local name, prefix, URI, start and end of the value.
      for number in 0..<Int(count) {
        guard let start = attributes?[5 * number + 3], let end = attributes?[5 * number + 4] else {
          continue
        }
        Box.of(context)?.attributes += Box.bytes(start, Int32(end - start))
      }
    }
    handler.pointee.endElementNs = { _, _, _, _ in }
    handler.pointee.processingInstruction = { _, _, _ in }
    // A declared encoding is that of the file, not of the text decoded from it.
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOERROR.rawValue
    let isWellFormed = withExtendedLifetime(box) {
      utf8.withUnsafeBytes { bytes in
        _ = xmlCtxtReadMemory(
          context, bytes.baseAddress, Int32(bytes.count), nil, "UTF-8", Int32(options))
      }
      return context.pointee.wellFormed == 1
    }
    guard isWellFormed else { return nil }
    text = String(decoding: box.text, as: UTF8.self)
    attributes = String(decoding: box.attributes, as: UTF8.self)
    comments = String(decoding: box.comments, as: UTF8.self)
  }

  private final class Box {
    var text: [UInt8] = []
    var attributes: [UInt8] = []
    var comments: [UInt8] = []

    static func of(_ context: UnsafeMutableRawPointer?) -> Box? {
      context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private
        .map { Unmanaged<Box>.fromOpaque($0).takeUnretainedValue() }
    }

    static func bytes(_ start: UnsafePointer<xmlChar>?, _ count: Int32) -> [UInt8] {
      Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
  }
}
