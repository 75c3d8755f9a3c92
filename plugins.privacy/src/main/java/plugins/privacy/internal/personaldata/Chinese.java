package plugins.privacy.internal.personaldata;

import java.util.BitSet;

/** What begins with a Chinese sign: announcing words, names by surname and context, places. */
final class Chinese {
  private static final int LONGEST = 10;
  private static final String SURNAMES =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
  private static final String COMPOUND = "欧阳司马上官诸葛东方皇甫尉迟公孙慕容司徒令狐";
  private static final String NO_NAME =
      "的了在是和与及或于因从到对把被将已也都就而但且其这那个之为不有我你他她它们年月日时说称来去住前后" + "，。、；：？！（）《》“”的,.;:()今昨电身性男女先医教老经主律法同";
  private static final String PLACES = "省市区县镇乡村路街道巷弄号栋楼室州";
  private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

  private final Lexicon lexicon;
  private final BitSet begins = new BitSet();
  private final BitSet surnames = new BitSet();
  private final BitSet stops = new BitSet();

  Chinese(Lexicon lexicon) {
    this.lexicon = lexicon;
    lexicon.chinese().forEach(word -> begins.set(word.charAt(0)));
    SURNAMES.chars().forEach(surnames::set);
    NO_NAME.chars().forEach(stops::set);
  }

  static boolean ideograph(char c) {
    return c >= 0x4e00 && c <= 0x9fff;
  }

  /** Looks at the sign at {@code at} and returns where to go on. */
  int at(Pass pass, int at) {
    int plate = plate(pass, at);
    if (plate > at) {
      return plate;
    }
    if (begins.get(pass.at(at))) {
      for (int end = Math.min(pass.text.length(), at + LONGEST); end > at + 1; end--) {
        int marks = lexicon.marks(pass.text, at, end);
        if (marks != 0 && ideograph(pass.at(end - 1))) {
          return marked(pass, at, end, marks);
        }
      }
    }
    int named = titled(pass, at);
    return named > at ? named : at + 1;
  }

  private int marked(Pass pass, int at, int end, int marks) {
    DataClass announced = Lexicon.announced(marks);
    if (announced == DataClass.PERSON) {
      return Math.max(end, announcedName(pass, end));
    }
    if (announced != null) {
      pass.announce(announced, end);
      return end;
    }
    if ((marks & (Lexicon.PLACE | Lexicon.REGION)) == 0) {
      return end;
    }
    int to = address(pass, end);
    boolean region = (marks & Lexicon.REGION) != 0 && to == end;
    pass.found(at, to, region ? DataClass.REGION : DataClass.LOCATION, false);
    return to;
  }

  /** Goes on from a place through the smaller ones that follow: 海淀区中关村大街27号. */
  private static int address(Pass pass, int at) {
    int to = at;
    int i = at;
    while (i - to < 7 && i - at < 60) {
      char c = pass.at(i);
      if (!ideograph(c) && !pass.digit(i) && !(c < 128 && pass.wordPart(i))) {
        return to;
      }
      i++;
      if (PLACES.indexOf(c) >= 0) {
        to = i;
      }
    }
    return to;
  }

  /** A name after a word such as 姓名 or 患者. */
  private int announcedName(Pass pass, int at) {
    int from = at;
    while (from - at < 3 && "：: 是叫为".indexOf(pass.at(from)) >= 0) {
      from++;
    }
    int given = surname(pass, from);
    if (given == from) {
      return at;
    }
    int to = given;
    while (to - given < 2 && ideograph(pass.at(to)) && !stops.get(pass.at(to))) {
      to++;
    }
    if (to == given) {
      return at;
    }
    pass.found(from, to, DataClass.PERSON, false);
    return to;
  }

  /** A name before a title: 王先生, 李晓明医生. */
  private int titled(Pass pass, int at) {
    int given = surname(pass, at);
    if (given == at) {
      return at;
    }
    for (int to = given; to <= given + 2; to++) {
      if (ideograph(pass.at(to))
          && ideograph(pass.at(to + 1))
          && (lexicon.marks(pass.text, to, to + 2) & Lexicon.TITLE) != 0) {
        pass.found(at, to, DataClass.PERSON, false);
        return to + 2;
      }
      if (stops.get(pass.at(to))) {
        return at;
      }
    }
    return at;
  }

  private int surname(Pass pass, int at) {
    char c = pass.at(at);
    int pair = COMPOUND.indexOf(c);
    if (pair >= 0 && pair % 2 == 0 && COMPOUND.charAt(pair + 1) == pass.at(at + 1)) {
      return at + 2;
    }
    return surnames.get(c) ? at + 1 : at;
  }

  /** A number plate, GA 36-2018: province, letter, five or six letters and digits. */
  private static int plate(Pass pass, int at) {
    if (PROVINCES.indexOf(pass.at(at)) < 0 || !(pass.at(at + 1) >= 'A' && pass.at(at + 1) <= 'Z')) {
      return at;
    }
    int from = pass.at(at + 2) == '·' || pass.at(at + 2) == ' ' ? at + 3 : at + 2;
    int to = from;
    boolean digit = false;
    while (to - from < 7 && pass.at(to) < 128 && pass.wordPart(to)) {
      digit |= pass.digit(to);
      to++;
    }
    if (to - from < 5 || to - from > 6 || !digit) {
      return at;
    }
    pass.found(at, to, DataClass.VEHICLE, false);
    return to;
  }
}
