/// A part of a certificate that decides how a listed term in it is read.
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
  /// 发证日期、有效期
  case date
  /// 地址
  case address
  /// 查询网址
  case url
  /// 国籍
  case nationality
  /// 正文
  case body
}
