package plugins.fairness.internal.metric;

import governance.api.evaluate.EvaluationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The names of what a result consists of, in the order they come, which is the same in each draw
 * from a set: with a thousand groups, to put them together is the most that a draw takes.
 */
final class Names {
  /** What is known after the first result. */
  private static final class Known {
    private volatile List<String> names;
  }

  private record Key(Object metric) {}

  private final Known known;
  private final List<String> before;
  private final List<String> made = new ArrayList<>();
  private int next;

  private Names(Known known) {
    this.known = known;
    this.before = known.names;
  }

  /**
   * Begins with the first name.
   *
   * @param metric all that the names and their order rest on besides the set
   */
  static Names of(EvaluationSet set, Object metric) {
    return new Names(set.shared(new Key(metric), Known::new));
  }

  /** Returns the next name. */
  String next(Supplier<String> name) {
    if (before != null) {
      return before.get(next++);
    }
    String one = name.get();
    made.add(one);
    return one;
  }

  /** Ends after the last name. */
  void end() {
    if (before == null) {
      known.names = List.copyOf(made);
    } else if (next != before.size()) {
      throw new IllegalStateException(next + " names after " + before.size());
    }
  }
}
