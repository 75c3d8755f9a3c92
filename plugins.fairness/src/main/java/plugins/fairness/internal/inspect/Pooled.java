package plugins.fairness.internal.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Takes the rarer categories of a column together where there are too many. */
final class Pooled {
  private Pooled() {}

  static Categories of(Categories all, int most) {
    if (all.size() <= most) {
      return all;
    }
    long[] counts = all.counts();
    int[] kept =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer c) -> -counts[c]).thenComparing(c -> c))
            .limit(most - 1L)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int[] position = new int[counts.length];
    Arrays.fill(position, kept.length);
    List<String> names = new ArrayList<>();
    for (int category : kept) {
      position[category] = names.size();
      names.add(all.names().get(category));
    }
    names.add("(others)");
    int[] codes = Arrays.stream(all.codes()).map(c -> c < 0 ? -1 : position[c]).toArray();
    return new Categories(List.copyOf(names), codes);
  }
}
