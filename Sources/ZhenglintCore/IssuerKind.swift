/// What sort of body issues a certificate: the wording rules bind some and not others.
package enum IssuerKind: String, CaseIterable, Codable, Sendable {
  /// 行业协会、商会、联合会
  case association
  /// 学会、研究会
  case society
  /// 企业
  case enterprise
  /// 事业单位
  case institution
  /// 学校、培训机构
  case school
  /// 国家机关
  case stateOrgan = "state-organ"
  /// 国家职业资格目录列明的实施单位
  case catalogueBody = "catalogue-body"
}
