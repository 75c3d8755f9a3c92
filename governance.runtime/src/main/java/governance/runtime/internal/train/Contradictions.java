package governance.runtime.internal.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words which targets of penalties could not both hold, and what was reached. */
public final class Contradictions {
  private final List<Map<?, ?>> targets;
  private final Function<Object, String> titles;

  private Contradictions(List<?> targets, Function<Object, String> titles) {
    this.targets = targets.stream().<Map<?, ?>>map(t -> (Map<?, ?>) t).toList();
    this.titles = titles;
  }

  /**
   * Returns a sentence or two for each pair.
   *
   * @param targets those of a {@link TargetReview}
   * @param pairs its contradictory pairs
   * @param titles what a penalty is called, by its id
   */
  public static List<String> of(List<?> targets, List<?> pairs, Function<Object, String> titles) {
    Contradictions all = new Contradictions(targets, titles);
    return pairs.stream().map(pair -> all.pair((List<?>) pair)).toList();
  }

  private String pair(List<?> ids) {
    return "The targets of "
        + reached(ids.get(0))
        + " and "
        + reached(ids.get(1))
        + " did not hold together in any step of the second half of training, though the weights of"
        + " both acted: raise one of the two."
        + ids.stream().filter(this::never).map(this::unreached).collect(Collectors.joining());
  }

  /** Returns whether the term was above its target, with the slack of the review, all the time. */
  private boolean never(Object id) {
    return targets.stream()
        .filter(t -> t.get("penalty").equals(id))
        .anyMatch(
            t ->
                t.get("least") instanceof Number least
                    && t.get("target") instanceof Number target
                    && least.doubleValue() > 1.1 * target.doubleValue() + 1e-3);
  }

  private String unreached(Object id) {
    return " " + titles.apply(id) + " never held at all, so that it may be out of reach by itself.";
  }

  private String reached(Object id) {
    return targets.stream()
        .filter(t -> t.get("penalty").equals(id))
        .map(
            t ->
                String.format(
                    Locale.ROOT,
                    "%s (at most %.4g, reached %.4g)",
                    titles.apply(id),
                    t.get("target"),
                    t.get("reached")))
        .findFirst()
        .orElse(titles.apply(id));
  }
}
