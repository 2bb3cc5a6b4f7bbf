import Testing
import ZhenglintReporting

@Suite struct CSVWriterTests {
  @Test(arguments: [
    ("教师资格", "教师资格"), ("", ""), ("a,b", "\"a,b\""), ("说“是”\"no\"", "\"说“是”\"\"no\"\"\""),
    ("a\r\nb", "\"a\r\nb\""), ("=1+1", "'=1+1"), ("+86", "'+86"), ("-1", "'-1"), ("@SUM", "'@SUM"),
    ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("=A,\"B\"", "\"'=A,\"\"B\"\"\""), ("1-2", "1-2"),
  ])
  func aCellIsQuotedAndIsNoFormula(cell: String, written: String) {
    var csv = CSVWriter()
    csv.row([cell, "x"])
    #expect(String(decoding: csv.bytes, as: UTF8.self) == "\u{FEFF}\(written),x\r\n")
  }
}
