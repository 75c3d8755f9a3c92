package governance.runtime.internal.report;

import governance.api.evaluate.Direction;
import governance.api.evaluate.Interval;
import governance.runtime.internal.evaluate.MetricOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What penalties and transforms against bias gained and cost, against the same training without
 * them, in words that go no further than the intervals.
 */
final class Comparison {
  private static final String GAIN = "fairness.demographic-parity-difference";
  private static final String QUALITY = "quality.accuracy";
  private static final String RANKING = "quality.auc";

  private final List<MetricOutcome> metrics;
  private final Map<String, String> titles;

  Comparison(List<MetricOutcome> metrics, Map<String, String> titles) {
    this.metrics = metrics.stream().filter(m -> m.reference() != null).toList();
    this.titles = titles;
  }

  /** Returns whether the run has a reference. */
  boolean made() {
    return !metrics.isEmpty();
  }

  /**
   * Returns the metrics that the comparison tells of: the usual ones and all that clearly moved.
   */
  List<MetricOutcome> told() {
    List<String> usual = List.of(QUALITY, RANKING, GAIN);
    return metrics.stream()
        .filter(m -> m.tuned().direction() != Direction.NEUTRAL)
        .filter(
            m ->
                usual.contains(m.info().id()) || List.of("BETTER", "WORSE").contains(assessment(m)))
        .toList();
  }

  static String assessment(MetricOutcome m) {
    return SummaryRows.assessment(m, m.againstReference(), m.cost(), m.reference(), m.tuned());
  }

  /** Returns the comparison in one sentence; empty when there is nothing to compare. */
  String sentence() {
    Optional<MetricOutcome> gain = find(GAIN, "fairness");
    Optional<MetricOutcome> quality = find(QUALITY, "quality");
    if (gain.isEmpty() && quality.isEmpty()) {
      return "";
    }
    String against = "Against the same training without penalties, ";
    String sentence =
        gain.map(this::moved)
            .map(text -> text + quality.map(q -> ", " + cost(q)).orElse(""))
            .orElseGet(() -> "the run came " + quality.map(this::cost).orElseThrow());
    return against + sentence + ranking(quality) + ".";
  }

  /** Accuracy looks at one threshold only: scores may clearly be worse where it is not. */
  private String ranking(Optional<MetricOutcome> told) {
    return metrics.stream()
        .filter(m -> m.info().id().equals(RANKING) && !told.equals(Optional.of(m)))
        .filter(m -> assessment(m).equals("WORSE"))
        .findFirst()
        .map(m -> " and " + cost(m))
        .orElse("");
  }

  private Optional<MetricOutcome> find(String id, String pillar) {
    List<MetricOutcome> defined =
        metrics.stream().filter(m -> Double.isFinite(m.againstReference())).toList();
    return defined.stream()
        .filter(m -> m.info().id().equals(id))
        .findFirst()
        .or(
            () ->
                defined.stream()
                    .filter(m -> Titles.pillar(m.info().id()).equals(pillar))
                    .findFirst());
  }

  private String moved(MetricOutcome m) {
    String from = shown(m.reference().value());
    String to = shown(m.tuned().value());
    String title = "the " + title(m);
    return switch (assessment(m)) {
      case "BETTER", "WORSE" ->
          title
              + (m.againstReference() < 0 ? " was lowered" : " was raised")
              + " from "
              + from
              + " to "
              + to
              + (assessment(m).equals("WORSE") ? ", which is worse" : "");
      case "UNCLEAR" ->
          title + " is " + to + " instead of " + from + ", too small a step to be told from chance";
      default -> title + " is " + to + " as it was";
    };
  }

  private String cost(MetricOutcome m) {
    boolean higher = m.tuned().direction() == Direction.HIGHER_IS_BETTER;
    boolean share = Titles.unit(m.info().id()).equals("share");
    double given = higher ? -m.againstReference() : m.againstReference();
    if (given == 0) {
      return "at no cost in " + title(m);
    }
    double amount = Math.abs(given) * (share ? 100 : 1);
    String points =
        String.format(Locale.ROOT, share ? "%.1f points" : "%.3f", amount) + " of " + title(m);
    String words = given > 0 ? "at a cost of " + points : "with a gain of " + points;
    return words + (assessment(m).equals("UNCLEAR") ? unclear(m.cost(), share) : "");
  }

  private static String unclear(Interval interval, boolean share) {
    if (interval == null) {
      return ", not clearly different from none";
    }
    double scale = share ? 100 : 1;
    return String.format(
        Locale.ROOT,
        share
            ? ", not clearly different from none (change %.1f to %.1f)"
            : ", not clearly different from none (change %.3f to %.3f)",
        interval.low() * scale,
        interval.high() * scale);
  }

  private String title(MetricOutcome m) {
    String title = titles.getOrDefault(m.info().id(), Titles.of(m.info().id()));
    boolean abbreviated = title.length() > 1 && Character.isUpperCase(title.charAt(1));
    return abbreviated
        ? title
        : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
