package governance.runtime.internal.evaluate;

import governance.api.evaluate.Basis;
import governance.api.evaluate.EvaluationSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Exchanges the groups of rows, for figures that read scores. */
final class RowExchange implements GroupExchange {
  /** Rows are shuffled and then sorted by score, at a cost of some plain looks each. */
  private static final int LOOKS = 8;

  private final EvaluationSet set;
  private final long seed;
  private final int[] members;
  private final int[] ends;

  RowExchange(EvaluationSet set, Basis basis, long seed) {
    this.set = set;
    this.seed = seed;
    int[] parts = GroupExchange.parts(set, basis);
    this.ends = new int[Arrays.stream(parts).max().orElse(-1) + 1];
    this.members = Strata.sorted(parts, ends);
  }

  @Override
  public long looks() {
    return (long) LOOKS * set.size();
  }

  @Override
  public List<String> columns() {
    return set.protectedColumns();
  }

  @Override
  public EvaluationSet exchanged(int number) {
    RandomGenerator random = Draws.random(seed, number);
    int[] moved = members.clone();
    int begin = 0;
    for (int end : ends) {
      for (int i = end - 1; i > begin; i--) {
        int other = begin + random.nextInt(i - begin + 1);
        int kept = moved[i];
        moved[i] = moved[other];
        moved[other] = kept;
      }
      begin = end;
    }
    Map<String, int[]> groups = new HashMap<>();
    for (String column : set.protectedColumns()) {
      int[] from = set.groups(column).index();
      int[] to = new int[from.length];
      for (int i = 0; i < moved.length; i++) {
        to[members[i]] = from[moved[i]];
      }
      groups.put(column, to);
    }
    return set.withGroups(groups);
  }
}
