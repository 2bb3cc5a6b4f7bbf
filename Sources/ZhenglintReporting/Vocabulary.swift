package import ZhenglintCore

// The words of the text report. English uses the spelling of the JSON report, so that both reports
// can be read side by side; Chinese uses what a reader without programming calls these things.

extension Level {
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .violation): "违反规定"
    case (.zh, .review): "需人工判断"
    case (.zh, .info): "提示"
    }
  }
}

extension Confidence {
  /// `nil` for `certain`, which needs no saying.
  package func remark(in language: Language) -> String? {
    switch (language, self) {
    case (_, .certain): nil
    case (.en, _): name
    case (.zh, .likely): "较有把握"
    case (.zh, .possible): "把握较低"
    }
  }
}

extension Disguise {
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .traditional): "繁体"
    case (.zh, .fullwidth): "全角"
    case (.zh, .compatibility): "兼容字形"
    case (.zh, .variant): "异体/形近字"
    case (.zh, .spaced): "夹空格"
    case (.zh, .invisible): "不可见字符"
    case (.zh, .punctuated): "夹符号"
    case (.zh, .inlineSplit): "标签拆分"
    case (.zh, .lineSplit): "跨行"
    case (.zh, .vertical): "竖排"
    case (.zh, .reversed): "反向"
    case (.zh, .positioned): "逐字定位"
    case (.zh, .encoded): "转义编码"
    }
  }
}

extension Channel {
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .text): "正文"
    case (.zh, .attribute): "标签属性"
    case (.zh, .hidden): "隐藏文字"
    case (.zh, .metadata): "文件属性信息"
    case (.zh, .comment): "注释"
    case (.zh, .script): "脚本"
    case (.zh, .instruction): "处理指令"
    case (.zh, .reference): "引用的文件名或标识"
    case (.zh, .picture): "图片"
    }
  }
}

extension InputStatus {
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.zh, .checked): "已完整检查"
    case (.zh, .partly): "部分读取"
    case (.zh, .unread): "未读取"
    case (.en, .checked): "checked"
    case (.en, .partly): "partly read"
    case (.en, .unread): "unread"
    }
  }
}

/// What people call a field of a certificate; names that the markup gave stay as they are.
package func fieldName(_ field: String, in language: Language) -> String {
  language == .en ? field : chineseFields[field] ?? field
}

private let chineseFields = [
  "title": "证书名称", "holder": "持证人", "issuer": "发证机构", "seal": "印章", "number": "证书编号",
  "date": "日期", "qualification": "职业（项目）", "level": "等级", "supervision": "监制", "address": "地址",
  "url": "网址", "nationality": "国籍", "body": "证书内容",
]

extension Standing {
  /// What people call it.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .outsideCatalogue): "目录之外"
    case (.zh, .catalogue): "目录之内"
    case (.zh, .catalogueNameOtherIssuer): "与目录内资格同名，发证机构不符"
    case (.zh, .cancelled): "资格已取消或退出目录"
    case (.zh, .stateOrgan): "国家机关颁发"
    case (.zh, .unknown): "无法认定"
    }
  }
}

extension IssuerKind {
  /// What people call it.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .association): "行业协会等社会组织"
    case (.zh, .society): "学会等社会组织"
    case (.zh, .enterprise): "企业"
    case (.zh, .institution): "事业单位"
    case (.zh, .school): "学校、培训机构"
    case (.zh, .stateOrgan): "国家机关"
    case (.zh, .catalogueBody): "目录实施单位"
    }
  }
}
