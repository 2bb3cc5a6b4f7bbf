import Testing
import ZhenglintCertificates
import ZhenglintCore

@Suite struct PersonalDataTests {
  @Test(arguments: [
    ("姓名：林知夏\n学员林知夏（", ["林知夏", "林知夏"]),
    ("姓　名：林　知　夏", ["林　知　夏"]),
    ("学员林知夏于2024年参加培训。林 知\u{200B}夏成绩合格。", ["林知夏", "林 知\u{200B}夏"]),
    ("何以宁同志于2023年参加", ["何以宁"]),
    ("兹证明欧阳明月女士修完课程", ["欧阳明月"]),
    ("授予叶听澜“全国优秀培训师”称号", ["叶听澜"]),
    ("姓名：阿卜杜热合曼·买买提", ["阿卜杜热合曼·买买提"]),
    ("Name: John Smith\nSmithson, JOHN SMITH", ["John Smith", "JOHN SMITH"]),
    ("This is to certify that Wen Yizhou has completed", ["Wen Yizhou"]),
    ("温如玉：\n您已加入本会，溫如玉。", ["温如玉", "溫如玉"]),
    ("学员 周允之 修完课程", ["周允之"]),
    ("兹聘请\n\n  苏怀瑾  先生\n\n为我校讲师", ["苏怀瑾"]),
    ("罗清和参加2024年度安全生产培训", ["罗清和"]),
  ])
  func namesHoweverTheyAreSet(source: String, expected: [String]) {
    #expect(Sample(source).personalData == expected)
  }

  @Test(arguments: [
    ("学员 <b>林</b>知&#22799;于2024年<br>林知<br>夏成绩合格", ["林知夏", "林知夏"]),
    ("<p title='学员：邵听雨（43010220010214000X）'>邵听雨参加培训</p>", ["邵听雨", "邵听雨", "43010220010214000X"]),
    ("<!-- 学员邵听雨，电话 13900000000 -->", ["邵听雨", "13900000000"]),
    ("<tr><td>证件号码<td>P1234567", ["P1234567"]),
  ])
  func namesInMarkup(source: String, expected: [String]) {
    #expect(Sample(source, .html).personalData == expected)
  }

  @Test(arguments: [
    ("11010119900101123X", ["11010119900101123X"]),
    ("11010119900101XXXX", ["11010119900101XXXX"]),
    ("330106********0000", ["330106********0000"]),
    ("110101 19900101 1234", ["110101 19900101 1234"]),
    ("110101900101123", ["110101900101123"]),
    ("护照号：E12345678", ["E12345678"]),
    ("身份证号：1101", []),
    ("138 1234 5678", ["138 1234 5678"]),
    ("证书编号：QH-2024-000318", []),
    ("证书编号：Y000099000316233000001", []),
    ("2024年5月1日 2024-05-01 12:30", []),
  ])
  func identityNumbers(source: String, expected: [String]) {
    #expect(Sample(source).personalData == expected)
  }

  @Test func numbersInNamedElements() {
    let source = "<证书><证件号码>A-77 123</证件号码><学员 姓名='叶听澜' 手机='0571-1234'/></证书>"
    #expect(Sample(source, .xml).personalData == ["A-77 123", "叶听澜", "0571-1234"])
  }

  @Test(arguments: [
    "姓名：________", "姓名：{{name}}", "姓名：××", "姓名：【姓名】", "学员某某于2024年参加", "姓名：　　性别：　　",
    "本证书由国家承认，全国通用", "中国烹饪协会", "会员名称：云洲市木石家具厂", "姓名：中国", "姓名：", "《中华人民共和国教师法》",
  ])
  func placeholdersAndListedWordsAreNoNames(source: String) {
    #expect(Sample(source).personalData == [])
    #expect(!Sample(source).certificate.facts(of: .holder).contains { $0.value.contains("名") })
  }

  @Test(arguments: [
    ("学员林 知夏", true), ("姓名：林\u{200B}知夏", true), ("11010119900101123X", true),
    ("护照号：E12345678", true), ("Passport No. E12345678", true),
    ("证件号：3*****9", true), ("YY-2024-0427", false), ("2024-05-01", false), ("茶艺师培训证书", false),
    ("第3期", false),
  ])
  func shortTextsAreToldWithoutReadingThem(text: String, mayHold: Bool) {
    let personal = PersonalData(of: Sample("姓名：林知夏").certificate)
    #expect(personal.mayStand(in: text) == mayHold)
  }

  @Test func onlyWhatIsNearARangeIsAskedFor() {
    let sample = Sample("学员林知夏于2024年参加" + String(repeating: "茶艺", count: 900) + "林知夏")
    let personal = PersonalData(of: sample.certificate).adding(namesIn: sample.document)
    let stream = sample.document.streams[0]
    #expect(personal.ranges(in: stream).count == 2)
    #expect(personal.ranges(in: stream, near: ByteRange(start: 0, end: 20)).count == 1)
  }

  @Test(
    arguments: [
      ("姓名：林知夏\n学员林知夏参加", .text),
      ("姓名\t性别\n林知夏\t女\n" + String(repeating: "茶", count: 401) + "\n林知夏", .text),
      ("<p>结<br>业<br>证<br>书</p><p>姓名：Li<br>Ann</p><p>LiAnn, Li Ann, Li<br>Ann</p>", .html),
      ("<p>学员<bdo dir=rtl>夏知林</bdo>参加</p><p>\u{202E}夏知林\u{202C}</p>", .html),
      ("<svg><text>姓名：<tspan x='9'>林知夏</tspan></text><text x='1 2 3'>林知夏</text></svg>", .svg),
      ("<cert><holder>林知夏</holder><note title='林知夏'>林 知 夏</note></cert>", .xml),
    ] as [(String, DocumentFormat)])
  func whatTheFactsAreFromNeedsNoSecondReading(source: String, format: DocumentFormat) {
    let sample = Sample(source, format)
    let (document, certificate) = (sample.document, sample.certificate)
    let known = document.streams.indices.map { certificate.text(ofStream: $0) }
    #expect(known.contains { $0 != nil })
    let texts = zip(known, document.streams).map { $0 ?? StreamText($1) }
    let personal = PersonalData(of: certificate)
    let anew = personal.adding(namesIn: document)
    let again = personal.adding(namesIn: document, texts: texts)
    for (text, stream) in zip(texts, document.streams) {
      #expect(again.ranges(in: text) == anew.ranges(in: stream))
    }
    #expect(texts.contains { !again.ranges(in: $0).isEmpty })
  }
}
