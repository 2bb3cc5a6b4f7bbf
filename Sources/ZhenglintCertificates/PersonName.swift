internal import ZhenglintCore

/// Recognises names of persons.
enum PersonName {
  static let surnames =
    """
    赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳\
    酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞\
    熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓\
    郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫\
    宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉\
    宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚\
    越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉晋楚闫法汝鄢涂钦岳帅缑亢况郈琴\
    商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖覃岩苟代滚丘候粟冼邸撒迟苑佀信蒿仝次麦仵卿由
    """
  private static let compoundSurnameList = [
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连",
    "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于",
    "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋",
    "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "公户", "西门", "第五", "纳兰", "完颜",
  ]
  private static let compoundSurnames = WordList(compoundSurnameList)
  static let firstOfCompounds = String(compoundSurnameList.compactMap(\.first))

  /// Words that no name holds, and that runs of characters beginning with a surname do.
  private static let foreign: WordList = [
    "成绩", "合格", "考核", "培训", "课程", "证书", "学员", "单位", "公司", "本", "该", "学习", "学时", "职业", "资格", "技能",
    "国家", "中国", "共和", "和国", "全国", "人员", "专业", "等级", "评价", "安全", "管理", "教育", "服务", "时间", "日期", "机构",
    "中心", "学校",
    "协会", "优秀", "能力", "水平", "理论", "实操", "作品", "项目", "姓名", "某", "已", "均", "将", "并", "经", "通过", "参加",
    "高级", "中级", "初级", "相关", "全部", "规定", "同志", "先生", "女士", "老师", "同学", "广大", "师", "们", "者", "你", "其",
    "此", "的", "了", "等", "查询", "代表", "编号", "类别", "相当", "须知", "章程", "名录", "权利", "义务", "全体", "各位",
    "有关",
    "查验", "核验", "应当", "能够", "解读", "方面", "国际", "国内", "有限", "责任", "经济", "祝贺", "授予", "荣誉", "称号", "时代",
    "万分", "信息", "宣传", "计算", "全面", "安排", "成功", "成为", "古典", "金融", "会员", "家庭", "干部", "项下", "和本", "于本",
  ]
  private static let placeholders: WordList = [
    "某", "姓名", "名字", "学员", "持证人", "填写", "待定", "空白", "示例", "样本", "身份证", "居民", "护照", "通行证",
  ]

  /// Whether a Chinese name may begin with a character: most do not, and this is quick to tell.
  static func mayBegin(with glyph: Glyph) -> Bool { glyph.traits.intersects(starts) }

  /// Traits of which a character that begins a name has one.
  static var starts: GlyphTraits { [.surname, .compoundSurname] }

  /// Whether the text is all of a Chinese name: a surname and one or two characters more.
  static func isChinese(_ text: ArraySlice<Glyph>) -> Bool {
    guard 2...4 ~= text.count, let first = text.first, mayBegin(with: first),
      text.allSatisfy(\.isHan), !foreign.occurs(in: text)
    else { return false }
    let hasCompound = text.count >= 3 && compoundSurnames.begins(text)
    return hasCompound || text.count <= 3 && first.traits.contains(.surname)
  }

  private static let marks = "·•・‧.-' ’，,()（）".unicodeScalars

  /// Whether the text can be what a label of a holder announces: a name of any people.
  static func isPlausible(_ text: ArraySlice<Glyph>) -> Bool {
    guard 2...60 ~= text.count, !placeholders.occurs(in: text) else { return false }
    let letters = text.count(where: \.isLetter)
    guard letters >= 2,
      letters == text.count || text.allSatisfy({ $0.isLetter || marks.contains($0.scalar) })
    else { return false }
    return !text.allSatisfy { "XxＸ×".unicodeScalars.contains($0.scalar) }
  }
}
