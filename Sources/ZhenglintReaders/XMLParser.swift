internal import CLibXML2
internal import Glibc
internal import Synchronization
internal import ZhenglintCore

/// Whether an XML document is well-formed, and which entities it declares.
///
/// Places do not come from here, see `MarkupTokenizer`.
package struct XMLVerdict: Sendable {
  /// The first fatal error.
  package struct Failure: Sendable {
    /// Lines count from 1.
    package var line: Int
    package var message: String
  }

  package var failure: Failure?
  /// Replacement texts of the internal general entities, in UTF-8.
  package var entities: [String: [UInt8]] = [:]
  /// Names of general entities that are declared outside the document and so are not read.
  package var externalEntities: Set<String> = []

  /// Nothing to object to, and no entities.
  package init() {}
}

/// Runs libxml2's SAX2 parser over a document, without network, DTD loading or a tree.
package enum XMLParser {
  /// libxml2's tables are set up once, before threads share them.
  private static let library: Void = xmlInitParser()
  /// The thread that libxml2 takes for the main one; 0 before it has been asked.
  private static let mainThread = Atomic<UInt>(0)

  /// Stops a program in which libxml2 takes all threads for one: they would share its last error, and
  /// break the heap (see Scripts/build.sh).
  private static func checkThreads() {
    guard xmlIsMainThread() != 0 else { return }
    let own = UInt(pthread_self())
    let (isFirst, known) = mainThread.compareExchange(
      expected: 0, desired: own, ordering: .relaxed)
    // An optimised program says nothing of a precondition.
    guard isFirst || known == own else { fatalError("libxml2 was linked without threads") }
  }

  /// Judges a document that is decoded to UTF-8; its encoding declaration is not obeyed.
  package static func parse(_ utf8: [UInt8]) -> XMLVerdict {
    _ = library
    checkThreads()
    var verdict = XMLVerdict()
    utf8.withUnsafeBytes { buffer in
      guard let context = xmlNewParserCtxt() else { return }
      defer { free(context) }
      let failure = FailureBox()
      context.pointee._private = Unmanaged.passUnretained(failure).toOpaque()
      install(on: context)
      xmlCtxtUseOptions(context, options(for: utf8))
      // The parser draws the bytes through a callback: parsing them in place would need a zero after
      // the last one, and so a copy of the whole.
      let source = ByteSource(buffer)
      withExtendedLifetime((failure, source)) {
        guard
          let input = xmlParserInputBufferCreateIO(
            { source, target, count in
              guard let source, let target else { return -1 }
              return Unmanaged<ByteSource>.fromOpaque(source).takeUnretainedValue()
                .read(into: target, count)
            }, { _ in 0 }, Unmanaged.passUnretained(source).toOpaque(), XML_CHAR_ENCODING_UTF8),
          let stream = xmlNewIOInputStream(context, input, XML_CHAR_ENCODING_NONE)
        else { return }
        inputPush(context, stream)
        xmlParseDocument(context)
      }
      verdict.failure =
        failure.failure
        ?? (context.pointee.wellFormed == 0
          ? XMLVerdict.Failure(line: 1, message: "not well-formed") : nil)
      collectEntities(of: context, into: &verdict)
    }
    return verdict
  }

  /// Nesting, attributes and text without bounds (`HUGE`), except where entities are declared: for
  /// them libxml2's own bounds on amplification must stay in force, and `HUGE` lifts those too.
  private static func options(for utf8: [UInt8]) -> Int32 {
    let declaresEntities =
      utf8.firstOffset(of: "<!ENTITY", from: 0, to: utf8.count) != nil
    let options =
      [XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_NOERROR, XML_PARSE_NOWARNING]
      + (declaresEntities ? [] : [XML_PARSE_HUGE])
    return Int32(bitPattern: options.reduce(0) { $0 | $1.rawValue })
  }

  /// Hands bytes out piece by piece.
  private final class ByteSource {
    private var rest: Slice<UnsafeRawBufferPointer>

    init(_ bytes: UnsafeRawBufferPointer) {
      rest = bytes[...]
    }

    func read(into target: UnsafeMutablePointer<CChar>, _ count: Int32) -> Int32 {
      let part = rest.prefix(Int(count))
      UnsafeMutableRawBufferPointer(start: target, count: part.count).copyBytes(from: part)
      rest = rest.dropFirst(part.count)
      return Int32(part.count)
    }
  }

  private final class FailureBox {
    var failure: XMLVerdict.Failure?
  }

  /// Keeps the callbacks that declare and find entities and drops all others, so no tree is built.
  private static func install(on context: xmlParserCtxtPtr) {
    guard let handler = context.pointee.sax else { return }
    handler.pointee.startElementNs = nil
    handler.pointee.endElementNs = nil
    handler.pointee.startElement = nil
    handler.pointee.endElement = nil
    handler.pointee.characters = nil
    handler.pointee.ignorableWhitespace = nil
    handler.pointee.cdataBlock = nil
    handler.pointee.comment = nil
    handler.pointee.processingInstruction = nil
    handler.pointee.reference = nil
    handler.pointee.resolveEntity = nil
    handler.pointee.externalSubset = nil
    handler.pointee.initialized = XML_SAX2_MAGIC
    handler.pointee.serror = { context, error in
      guard let context, let error, error.pointee.level == XML_ERR_FATAL else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      guard let box = parser.pointee._private else { return }
      let failure = Unmanaged<FailureBox>.fromOpaque(box).takeUnretainedValue()
      guard failure.failure == nil else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? ""
      failure.failure = XMLVerdict.Failure(
        line: Int(error.pointee.line),
        message: String(message.prefix { $0 != "\n" }))
    }
  }

  private static func collectEntities(of context: xmlParserCtxtPtr, into verdict: inout XMLVerdict)
  {
    guard let table = context.pointee.myDoc?.pointee.intSubset?.pointee.entities else { return }
    withUnsafeMutablePointer(to: &verdict) { pointer in
      xmlHashScan(
        OpaquePointer(table),
        { payload, data, _ in
          guard let payload, let data else { return }
          let entity = payload.assumingMemoryBound(to: xmlEntity.self).pointee
          guard let name = entity.name.map({ String(cString: $0) }) else { return }
          let verdict = data.assumingMemoryBound(to: XMLVerdict.self)
          if entity.etype == XML_INTERNAL_GENERAL_ENTITY, let content = entity.content {
            var text = UnsafeBufferPointer(start: content, count: Int(entity.length))
            // libxml2 writes a zero over the first byte of what it refuses to expand (loops, bombs,
            // mistakes); the rest may begin inside a character. Then the literal value is read.
            if text.first == 0, let literal = UnsafePointer(entity.orig) {
              text = UnsafeBufferPointer(start: literal, count: Int(xmlStrlen(literal)))
            }
            verdict.pointee.entities[name] = Array(text)
          } else if entity.etype != XML_INTERNAL_PREDEFINED_ENTITY {
            verdict.pointee.externalEntities.insert(name)
          }
        }, pointer)
    }
  }

  private static func free(_ context: xmlParserCtxtPtr) {
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    context.pointee.myDoc = nil
    xmlFreeParserCtxt(context)
  }
}
