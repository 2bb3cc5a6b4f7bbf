import Testing
import ZhenglintCertificates
import ZhenglintCore

@Suite struct CertificateReaderTests {
  @Test(arguments: [
    ("国 家 级 结 业 证 书\n学员", "国家级结业证书"),
    ("国　家　级　结　业　证　书", "国家级结业证书"),
    ("国\n家\n级\n证\n书\n\n学员唐书宁修完课程。", "国家级证书"),
    ("国家\n级结\n业证\n书", "国家级结业证书"),
    ("\u{202E}书证业结级家国\u{202C}", "国家级结业证书"),
    ("國家級結業證書", "国家级结业证书"),
    ("《培训合格证书》\n", "培训合格证书"),
    ("高级花艺设计师\n结业证书\n\n学员", "高级花艺设计师结业证书"),
    ("云洲市花艺协会\n结业证书\n\n学员", "结业证书"),
    ("证书名称：花艺培训证书", "花艺培训证书"),
    ("成绩合格，特发此证", nil),
    ("Certificate of Completion\n\nName: Wen Yizhou", "Certificate of Completion"),
  ])
  func titlesOfText(source: String, title: String?) {
    #expect(Sample(source).value(of: .title) == title)
  }

  @Test(arguments: [
    ("<title>证书查询</title><h1>培训证书</h1>", "培训证书"),
    ("<title>网站</title><h1>国家级<br>结业证书</h1>", "国家级结业证书"),
    ("<h1><bdo dir=rtl>书证训培</bdo></h1>", "培训证书"),
    ("<h1>证书查询系统</h1><p class=title>培训证书</p>", "培训证书"),
    ("<title>结业证书</title><p>学员</p>", "结业证书"),
    ("<p>国<br>家<br>级<br>证<br>书</p>", "国家级证书"),
  ])
  func titlesOfPages(source: String, title: String?) {
    #expect(Sample(source, .html).value(of: .title) == title)
  }

  @Test(arguments: [
    ("发证机构：青禾技能培训学校（盖章）", "青禾技能培训学校"),
    ("发证机构（盖章）：青禾技能培训学校", "青禾技能培训学校"),
    ("发 证 机 构：青禾技能培训学校　发证日期：2024年5月1日", "青禾技能培训学校"),
    ("发证机构\t青禾技能培训学校", "青禾技能培训学校"),
    ("发证机构：\n青禾技能培训学校\n", "青禾技能培训学校"),
    ("| 发证机构 | 青禾技能培训学校 |", "青禾技能培训学校"),
    ("培训单位：甲培训学校\n发证机构：乙行业协会", "乙行业协会"),
    ("发证机构：云洲市茶艺行业协会、半山茶书院", "云洲市茶艺行业协会、半山茶书院"),
    ("发证机构：云洲市茶艺行业协会\n　　　　　半山茶艺书院\n", "云洲市茶艺行业协会、半山茶艺书院"),
    ("维森自动化（中国）有限公司\n2024年5月1日", "维森自动化（中国）有限公司"),
    ("证书编号 SN-77，2024年9月2日，归序家居服务有限公司", "归序家居服务有限公司"),
    ("本证书由云洲市茶艺行业协会颁发。", "云洲市茶艺行业协会"),
    ("Issued by: Vinea Wine Education Ltd.", "Vinea Wine Education Ltd."),
    ("发证机构：________", nil),
    ("本证书由国家承认", nil),
  ])
  func issuers(source: String, issuer: String?) {
    #expect(Sample(source).value(of: .issuer) == issuer)
  }

  @Test(arguments: [
    ("发证日期：2024年5月1日", "2024-05-01"),
    ("有效期：2024年1月1日至2026年12月31日", nil),
    ("出生日期：1990年1月1日\n发证日期：2024-05-01", "2024-05-01"),
    ("培训时间：2024年3月4日至3月15日\n青禾技能培训学校\n2024年3月20日", "2024-03-20"),
    ("学员于2024年3月4日至3月15日参加培训", nil),
    ("结课日期：2024年4月1日　发证日期：2024年5月1日", "2024-05-01"),
    ("云洲市茶艺协会于二〇二四年五月一日颁发。", "2024-05-01"),
    ("Date of issue: May 1, 2024", "2024-05-01"),
    ("发证日期：20240501", "2024-05-01"),
    ("发证日期：2024年2月30日", nil),
  ])
  func dates(source: String, date: String?) {
    #expect(Sample(source).value(of: .date) == date)
  }

  @Test func fieldsInATable() {
    let sample = Sample(
      """
      <table><caption>技能培训证书</caption>
      <tr><th>姓 名<th>编号<th>培训项目<th>等级<tr><td>许静禾<td>JP-08<td>家具安装<td>三级/高级工
      <tr><th>查询网址</th><td>https://example.cn/q?no=1</td></tr></table><p>某某部监制</p>
      <p>云洲市家居协会监制</p>
      """, .html)
    #expect(sample.value(of: .holder) == "许静禾")
    #expect(sample.value(of: .number) == "JP-08")
    #expect(sample.value(of: .qualification) == "家具安装")
    #expect(sample.value(of: .level) == "三级/高级工")
    #expect(sample.value(of: .url) == "https://example.cn/q?no=1")
  }

  /// Of the references only some blocks are read.
  @Test(arguments: [
    ("https://example.cn/q", "https://example.cn/q"),
    ("www.example.cn/q", "www.example.cn/q"),
    ("ｗｗｗ.example.cn/q", "www.example.cn/q"),
    ("http&#58;//example.cn/q", "http://example.cn/q"),
    ("/web/www", nil),
    ("http://www.w3.org/1999/xhtml", nil),
  ])
  func addressesInLinks(link: String, address: String?) {
    let sample = Sample(
      """
      <p>结业证书</p><a id="row" class="w row" href="/w">查</a><a href="\(link)">询</a><i id="n1"></i>
      """, .html)
    #expect(sample.value(of: .url) == address)
  }

  @Test(arguments: [
    ("云洲市茶艺协会公章", "云洲市茶艺协会"), ("雲洲市茶藝協會電子\u{200B}章", "云洲市茶艺协会"), ("第一章", nil),
  ])
  func sealsInNamesOfPictures(name: String, seal: String?) {
    let sample = Sample(#"<p>结业证书</p><img alt="图"><img alt="\#(name)">"#, .html)
    #expect(sample.value(of: .seal) == seal)
  }

  @Test func namesInXML() {
    let sample = Sample(
      """
      <certificate title="茶艺师结业证书" number="CY-0601"><holder name="周允之"/>
      <date value="2024-06-01"/><issuer>云洲市茶艺行业协会</issuer><level>三级</level></certificate>
      """, .xml)
    let fields: [CertificateField] = [.title, .number, .holder, .date, .issuer, .level]
    #expect(
      fields.map { sample.value(of: $0) } == [
        "茶艺师结业证书", "CY-0601", "周允之", "2024-06-01", "云洲市茶艺行业协会", "三级",
      ])
    #expect(sample.certificate.facts.allSatisfy { $0.origin == .markup })
  }

  @Test func theNameOfTheRootMayBeTheTitle() {
    #expect(Sample("<课程证书><学员 姓名='沈一帆'/></课程证书>", .xml).value(of: .title) == "课程证书")
  }

  @Test func sealsOnArcs() {
    let sample = Sample(
      """
      <svg xmlns="http://www.w3.org/2000/svg"><text x="300" y="100">结业证书</text>
      <text><textPath href="#a">云洲外国语学校</textPath></text>
      <text x="600" y="600">云洲外国语学校</text><text x="600" y="640">2024年12月9日</text></svg>
      """, .svg)
    #expect(sample.value(of: .seal) == "云洲外国语学校")
    #expect(sample.value(of: .issuer) == "云洲外国语学校")
    #expect(sample.value(of: .date) == "2024-12-09")
  }

  @Test func placesAreThoseOfTheValue() throws {
    let source = "发证机构：青禾<b>技能</b>学校（盖章）"
    let sample = Sample("<p>\(source)", .html)
    let fact = try #require(sample.certificate.facts(of: .issuer).first)
    let bytes = sample.document.streams[fact.stream].utf8[fact.range.start..<fact.range.end]
    #expect(String(decoding: bytes.filter { $0 < 0xF8 }, as: UTF8.self) == "青禾技能学校")
  }
}
