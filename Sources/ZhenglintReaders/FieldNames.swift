package import ZhenglintCore

/// Names of elements, attributes and classes, and labels on the certificate, that say which field a
/// text is.
///
/// Findings show the field, and a listed term in the field of an issuer, a seal, a holder, an address
/// or a link is judged more mildly: only names that mean nothing else belong here.
package enum FieldNames {
  package typealias Field = TextStream.Field

  /// The field that a label on the certificate names (lower case, without spaces and colon).
  package static func field(label: String) -> CertificateField? {
    let hash = NameHash(label)
    guard case .certificate(let field) = labelTable[hash] ?? table[hash] else { return nil }
    return field
  }

  /// The field that a name in markup (lower case) stands for.
  static func field(_ hash: NameHash) -> Field? { table[hash] }

  /// Names of attributes that hold what their element is about: `<date value="…"/>`.
  static let values = "name value text 名称 值 内容"

  /// Words that announce a field, or an `identity`, as labels: those of each row have its `field`.
  package static var labels: [(field: Field, words: [Substring])] {
    (rows + labelRows).map { field, words in (field, words.split(separator: " ")) }
  }

  private static let table = hashed(rows)
  private static let labelTable = hashed(labelRows)

  private static let rows: [(Field, String)] = [
    (
      .certificate(.title),
      "证书名称 证书标题 标题 题名 title cert-title certtitle certificate-title certificatetitle certificatename certname heading"
    ),
    (
      .certificate(.holder),
      "姓名 持证人 注册人 评价对象 持证人姓名 学员姓名 学员 会员姓名 会员名称 获奖人 获得者 获奖者 受训人 holder recipient holdername holder-name trainee"
    ),
    (
      .certificate(.issuer),
      "发证机构 发证部门 核发机关 核发机构 出具单位 出具机构 聘任单位 认定机构 认定单位 评价机构名称 发证机构名称 机构名称 发证单位 发证机关 颁发机构 颁发单位 颁发者 颁证单位 颁奖单位 评价机构 评价单位 培训机构 培训单位 授课单位 开课单位 办学单位 认证机构 认证单位 考核单位 考核机构 主办 主办单位 主办方 承办单位 组织单位 颁证机构 签章单位 签发单位 签发机构 issuer issuingbody issuing-body issuedby issued-by issuer-name issuername issuingauthority issuingorganization organization organisation presented-by awardedby awarded-by issuingbody"
    ),
    (.certificate(.seal), "印章 公章 盖章 seal stamp seal-text sealtext"),
    (
      .certificate(.number),
      "证书编号 编号 证书号 证书号码 证号 结业证书号 结业证书编号 会员编号 会员号 会员证号 number certno cert-no cert-number certnumber certificateno certificatenumber certificate-number serial serialno"
    ),
    (
      .certificate(.date),
      "发证日期 发证时间 颁发日期 颁发时间 颁证日期 签发日期 签发时间 核发日期 出具日期 批准日期 日期 评价日期 结课日期 结课时间 结业日期 结业时间 date issued issuedate issue-date issueddate issued-date dateofissue dateissued issuedon issue-on presented-on awarded-on"
    ),
    (
      .certificate(.qualification),
      "职业 职业名称 资格种类 资格类别 职业及等级 职业工种及等级 工种/职业方向 工种 工种名称 职业工种 资格名称 评价职业 评价项目 认定职业 鉴定职业 培训项目 项目名称 技能项目 培训课程 课程 课程名称 培训专业 qualification occupation profession course coursename course-name course-title coursetitle"
    ),
    (
      .certificate(.level),
      "等级 级别 技能等级 培训等级 评价等级 证书等级 资格等级 职业技能等级 level grade skilllevel skill-level"
    ),
    (.certificate(.supervision), "监制 监制单位 监制机构 supervision supervisor"),
    (.certificate(.address), "地址 联系地址 通讯地址 单位地址 address addr"),
    (
      .certificate(.url),
      "查询网址 证书查询网址 查询地址 证书查询 真伪查询 在线查询 网上查询 网上核验 在线核验 证书核验 会员查询 成绩查询 查询网站 网址 url website query-url queryurl verify-url verifyurl verifyat verificationurl"
    ),
    (.certificate(.nationality), "国籍 nationality"),
    (.certificate(.body), "正文 证书正文 body-text bodytext"),
    (
      .identity,
      "身份证号 身份证号码 身份证 居民身份证号 居民身份证号码 公民身份号码 公民身份证号码 证件号码 证件号 证件编号 护照号 护照号码 手机 手机号 手机号码 移动电话 idnumber id-number idno id-no idcard id-card idcardno passport passportno passportnumber mobile identity"
    ),
  ]

  /// Words that are labels before a value, and in markup may be names of anything.
  private static let labelRows: [(Field, String)] = [
    (
      .certificate(.holder),
      "name fullname holdersname awardedto presentedto grantedto 会员 获证人 持证者 学生姓名 参训人 参训人员"
    ),
    (.certificate(.number), "no registrationno"),
    (.certificate(.issuer), "authority issuedbythe"),
    (.certificate(.qualification), "项目"),
    (.certificate(.url), "查询"),
  ]

  private static func hashed(_ rows: [(Field, String)]) -> KeyTable<Field> {
    var table = KeyTable<Field>()
    for (field, names) in rows {
      for name in names.words {
        table.change(NameHash(name), from: field) { $0 = field }
      }
    }
    return table
  }
}
