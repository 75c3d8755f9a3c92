package governance.runtime.internal.data;

import governance.api.data.Dataset;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How entities are written by tags, and where an entity goes on that never began: I- or E- behind
 * neither B- nor I- of its type. Such tags are no error, for in IOB1 entities begin with I-, but in
 * IOB2 they are slips that strict figures do not count as entities.
 *
 * @param scheme IOBES, IOB2, or none when the classes are no such tags
 * @param orphans number of tags that go on with nothing
 * @param lines lines of the first texts that have one
 */
record TagForm(String scheme, long orphans, List<Long> lines) {
  private static final int SHOWN = 10;

  static TagForm of(Dataset data, Classes classes, List<Long> lines) {
    List<String> tags = classes.names().stream().filter(n -> !n.equals(Classes.OUTSIDE)).toList();
    if (!tags.stream().allMatch(t -> t.matches("[BIES]-.+"))) {
      return new TagForm("none", 0, List.of());
    }
    boolean closed = tags.stream().anyMatch(t -> t.matches("[ES]-.+"));
    long orphans = 0;
    List<Long> where = new ArrayList<>();
    for (int row = 0; row < data.size(); row++) {
      long here = orphans(data.words(classes.column(), row));
      orphans += here;
      if (here > 0 && where.size() < SHOWN) {
        where.add(lines.get(row));
      }
    }
    return new TagForm(closed ? "IOBES" : "IOB2", orphans, where);
  }

  private static long orphans(List<String> tags) {
    long orphans = 0;
    String before = Classes.OUTSIDE;
    for (String tag : tags) {
      boolean goesOn = tag.startsWith("I-") || tag.startsWith("E-");
      boolean open = before.startsWith("B-") || before.startsWith("I-");
      boolean same = open && before.substring(2).equals(tag.substring(Math.min(2, tag.length())));
      orphans += goesOn && !same ? 1 : 0;
      before = tag;
    }
    return orphans;
  }

  Map<String, Object> tree() {
    return Tree.of("scheme", scheme, "orphans", orphans, "lines", lines);
  }
}
