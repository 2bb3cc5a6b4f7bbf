/// How a certificate stands towards the 国家职业资格目录: it decides whether the wording rules bind.
package enum Standing: String, CaseIterable, Codable, Sendable {
  /// No entry of the catalogue is issued here.
  case outsideCatalogue = "outside-catalogue"
  /// Entry, implementing department and date all fit.
  case catalogue
  /// It claims to be an entry, and another body issues it.
  case catalogueNameOtherIssuer = "catalogue-name-other-issuer"
  /// It claims to be a qualification that had ended when it was issued.
  case cancelled
  /// A state organ issues it.
  case stateOrgan = "state-organ"
  /// It claims to be an entry, and does not say who issues it.
  case unknown
}

/// What the title of a certificate says that it is.
package enum TitleClaim: String, CaseIterable, Sendable {
  /// 资格证书, 注册…师证书, 操作证, or the name of a catalogue entry with 证.
  case qualification
  /// 培训, 结业, 学习 and the like.
  case training
  /// 荣誉, 获奖 and the like.
  case award
  /// 职业技能等级证书
  case skillLevel = "skill-level"
  case other
}
