package plugins.privacy.internal.personaldata;

/** Names of persons and places: dictionaries, titles, initials and the capitals beside them. */
final class NameRules {
  private static final int MOST = 6;
  private static final int LONGEST = 40;

  private final Lexicon lexicon;

  NameRules(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Capitalised words that stand one after the other. */
  private final class Words {
    private final Pass pass;
    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];
    private final int[] marks = new int[MOST];
    private int size;

    Words(Pass pass, int at, int end) {
      this.pass = pass;
      int from = at;
      int to = end;
      while (size < MOST) {
        to = joined(from, to);
        starts[size] = from;
        ends[size] = to;
        marks[size] = to - from > LONGEST ? Lexicon.COMMON : lexicon.marks(pass.text, from, to);
        size++;
        from = next(from, to);
        if (from < 0) {
          return;
        }
        to = word(from);
        if (coded(from, to)) {
          return; // not a word but a number with letters, which other rules look at
        }
      }
    }

    private boolean coded(int from, int to) {
      for (int i = from; i < to; i++) {
        if (pass.digit(i)) {
          return true;
        }
      }
      return false;
    }

    /** Takes in what hyphens and apostrophes join. */
    private int joined(int from, int at) {
      int to = at;
      while (to - from <= LONGEST && "-'’".indexOf(pass.at(to)) >= 0 && pass.wordPart(to + 1)) {
        int part = word(to + 1);
        if (part == to + 2 && pass.at(to) != '-' && pass.at(to + 1) == 's') {
          return to; // a genitive
        }
        to = part;
      }
      return to;
    }

    private int word(int from) {
      int to = from;
      while (to - from <= LONGEST && pass.wordPart(to)) {
        to++;
      }
      return to;
    }

    /** Returns where the next capitalised word begins, or -1; a particle may stand between. */
    private int next(int from, int to) {
      int i = to;
      boolean title = (marks[size - 1] & Lexicon.TITLE) != 0;
      if (pass.at(i) == '.' && (to - from == 1 || title)) {
        i++;
      }
      if (pass.at(i) == ' ') {
        i++;
      } else if (i == to) {
        return -1;
      }
      if (Character.isUpperCase(pass.at(i))) {
        return i;
      }
      int particle = word(i);
      boolean joins =
          particle > i && (lexicon.marks(pass.text, i, particle) & Lexicon.PARTICLE) != 0;
      return joins && pass.at(particle) == ' ' && Character.isUpperCase(pass.at(particle + 1))
          ? particle + 1
          : -1;
    }

    boolean has(int index, int mark) {
      return index < size && (marks[index] & mark) != 0;
    }

    boolean initial(int index) {
      return index < size - 1 && ends[index] - starts[index] == 1 && pass.at(ends[index]) == '.';
    }

    /** Returns whether the word can be part of a name of a person. */
    boolean free(int index) {
      return index < size
          && !has(
              index,
              Lexicon.COMMON
                  | Lexicon.ORGANISATION
                  | Lexicon.LANDSCAPE
                  | Lexicon.STREET
                  | Lexicon.MONTH
                  | Lexicon.TITLE);
    }

    /** Returns the index after the longest known place that begins with a word, or that word. */
    int place(int index) {
      if (!has(index, Lexicon.BEGINS)) {
        return has(index, Lexicon.PLACE | Lexicon.REGION) ? index + 1 : index;
      }
      for (int to = size; to > index; to--) {
        if ((placeMarks(index, to) & (Lexicon.PLACE | Lexicon.REGION)) != 0) {
          return to;
        }
      }
      return index;
    }

    int placeMarks(int from, int to) {
      return lexicon.marks(pass.text, starts[from], ends[to - 1]);
    }
  }

  /** Looks at capitalised words from {@code at} on and returns where to go on. */
  int at(Pass pass, int at, int end) {
    Words words = new Words(pass, at, end);
    int i = 0;
    while (i < words.size) {
      int next = person(words, i);
      if (next == i) {
        next = place(words, i);
      }
      i = Math.max(next, i + 1);
      if (i < words.size && Lexicon.announced(words.marks[i]) != null) {
        return words.starts[i]; // it announces a number, and is looked at as a word
      }
      if (i < words.size && words.has(i, Lexicon.MONTH)) {
        return words.starts[i];
      }
    }
    return words.ends[words.size - 1];
  }

  private int person(Words words, int i) {
    Pass pass = words.pass;
    boolean titled = words.has(i, Lexicon.TITLE);
    int from = titled ? i + 1 : i;
    while (words.has(from, Lexicon.TITLE)) {
      from++;
    }
    int to = from;
    while (words.initial(to)) {
      to++;
    }
    boolean initials = to > from;
    while (words.free(to) && to - from < 4) {
      to++;
    }
    if (to == from || words.has(to, Lexicon.ORGANISATION | Lexicon.LANDSCAPE | Lexicon.STREET)) {
      return i;
    }
    boolean several = to - from > 1;
    if (!(titled || several && initials || known(words, from, to) || several && acts(words, to))) {
      return i;
    }
    pass.found(words.starts[from], words.ends[to - 1], DataClass.PERSON, false);
    if (several || titled) {
      pass.surname(pass.text.substring(words.starts[to - 1], words.ends[to - 1]));
    }
    return to;
  }

  /** Returns whether a word follows that says what a person did: "Xanthe Quill said". */
  private boolean acts(Words words, int to) {
    Pass pass = words.pass;
    int at = words.ends[to - 1];
    int from =
        pass.text.startsWith(" was ", at) || pass.text.startsWith(" had ", at) ? at + 5 : at + 1;
    if (pass.at(at) != ' ') {
      return false;
    }
    int end = from;
    while (end - from < 12 && Character.isLowerCase(pass.at(end))) {
      end++;
    }
    return end > from && (lexicon.marks(pass.text, from, end) & Lexicon.DONE) != 0;
  }

  private static boolean known(Words words, int from, int to) {
    if (words.pass.isSurname(words.starts[from], words.ends[from])) {
      return true;
    }
    boolean place = words.place(from) > from;
    boolean sure = !words.has(from, Lexicon.AMBIGUOUS) && !place;
    boolean first = words.has(from, Lexicon.FIRST);
    if (to - from == 1) {
      return sure && (first || words.has(from, Lexicon.LAST));
    }
    boolean last = words.has(to - 1, Lexicon.LAST);
    return first && (sure || last) || last && !place && to - from == 2 && words.marks[from] == 0;
  }

  private static int place(Words words, int i) {
    int to = words.place(i);
    Pass pass = words.pass;
    int known = to;
    // "Ohio River", "Maple Street", whether the first words are known or not
    int end = Math.max(to, i + 1);
    while (end < words.size && end - i < 3 && words.free(end)) {
      end++;
    }
    boolean named = words.free(i) && end > i;
    if (named && words.has(end, Lexicon.LANDSCAPE | Lexicon.STREET)) {
      pass.found(words.starts[i], words.ends[end], DataClass.LOCATION, false);
      return end + 1;
    }
    if (known == i || words.has(known, Lexicon.ORGANISATION)) {
      return i;
    }
    boolean region = (words.placeMarks(i, known) & Lexicon.REGION) != 0;
    pass.found(
        words.starts[i],
        words.ends[known - 1],
        region ? DataClass.REGION : DataClass.LOCATION,
        false);
    return known;
  }

  /** Goes on from a house number: words up to a street; returns where to go on, 0 for no. */
  int street(Pass pass, int number, int at) {
    if (!Character.isUpperCase(pass.at(at))) {
      return 0;
    }
    int end = at;
    while (end - at <= LONGEST && pass.wordPart(end)) {
      end++;
    }
    Words words = new Words(pass, at, end);
    for (int i = 1; i < words.size && i < 5; i++) {
      if (words.has(i, Lexicon.STREET)) {
        pass.found(number, words.ends[i], DataClass.LOCATION, false);
        return words.ends[i];
      }
    }
    return 0;
  }
}
