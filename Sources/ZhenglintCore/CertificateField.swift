/// A part of a certificate: what a fact of it is about, and where a listed term stands.
package enum CertificateField: String, CaseIterable, Sendable {
  /// 证书名称
  case title
  /// 持证人
  case holder
  /// 发证机构
  case issuer
  /// 印章
  case seal
  /// 证书编号
  case number
  /// 发证日期
  case date
  /// 职业资格、职业（工种）、培训项目
  case qualification
  /// 等级
  case level
  /// 监制
  case supervision
  /// 地址
  case address
  /// 查询网址
  case url
  /// 国籍
  case nationality
  /// 正文
  case body
}
