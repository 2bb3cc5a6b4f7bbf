import Testing
import ZhenglintLSP

@Suite struct DocumentURITests {
  @Test(arguments: [
    ("file:///a/b.html", "/a/b.html", "/a/b.html"),
    ("file:///%E8%AF%81%20%E4%B9%A6/a%23b.svg", "/证 书/a#b.svg", "/证 书/a#b.svg"),
    ("file://localhost/a.txt", "/a.txt", "/a.txt"),
    ("FILE:///证书.txt", "/证书.txt", "/证书.txt"),
    ("file:///a%2", "/a%2", "/a%2"),
    ("file:///%FF", "/\u{FFFD}", "/\u{FFFD}"),
    ("untitled:Untitled-1", nil, "Untitled-1"),
    ("vscode-remote://ssh-remote%2Bhost/a.html?q#f", nil, "/a.html"),
    ("", nil, ""),
  ])
  func pathsAreDecoded(text: String, path: String?, name: String) {
    #expect(DocumentURI(text).path == path)
    #expect(DocumentURI(text).name == name)
  }
}
