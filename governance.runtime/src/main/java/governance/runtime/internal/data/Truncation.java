package governance.runtime.internal.data;

import governance.engine.Encoded;
import governance.runtime.internal.store.Tree;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the model never reads because texts are longer than its window. */
final class Truncation {
  private Truncation() {}

  /**
   * Counts texts, pieces and, for token classification, words and those that have a tag.
   *
   * @param outside the class of words without a tag, or -1
   */
  static Map<String, Object> of(Collection<ModelRows> splits, int outside, int maxLength) {
    List<Encoded> all = splits.stream().flatMap(s -> s.inputs().stream()).toList();
    long truncated = all.stream().filter(e -> e.lost() > 0).count();
    int longest = all.stream().mapToInt(e -> e.length() + e.lost()).max().orElse(0);
    Map<String, Object> tree =
        Tree.of(
            "maxLength", maxLength,
            "truncated", truncated,
            "share", truncated / (double) Math.max(1, all.size()),
            "longest", longest,
            "lostPieces", all.stream().mapToLong(Encoded::lost).sum());
    if (splits.stream().anyMatch(s -> s.tags() != null)) {
      long[] lost = lostWords(splits, outside);
      tree.put("lostWords", lost[0]);
      tree.put("lostTaggedWords", lost[1]);
    }
    return tree;
  }

  private static long[] lostWords(Collection<ModelRows> splits, int outside) {
    long[] lost = new long[2];
    for (ModelRows rows : splits) {
      for (int row = 0; row < rows.size(); row++) {
        int read = Arrays.stream(rows.inputs().get(row).words()).max().orElse(-1) + 1;
        int[] tags = rows.tags()[row];
        for (int word = read; word < tags.length; word++) {
          lost[0]++;
          lost[1] += tags[word] == outside ? 0 : 1;
        }
      }
    }
    return lost;
  }
}
