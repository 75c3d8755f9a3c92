package plugins.domain.finance.internal.opinion;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.domain.finance.internal.opinion.Jumps.Jump;

/**
 * Shares of sentiment over time by topic, and alerts where the negative share jumps. The value is
 * the number of alerts; parts hold the share of each class in each period, and for each alert its
 * share, the share before and its probability by chance. An alert is raised when the probability of
 * a {@link Jumps} comparison is at most level / number of comparisons (Bonferroni; Dunn 1961, doi
 * 10.1080/01621459.1961.10482090), so that a series without any change raises an alert with at most
 * that probability, all topics and periods together.
 */
@Component
@Contribution(
    kind = Kind.METRIC,
    id = SentimentMonitor.ID,
    domain = "finance",
    settings = SentimentMonitor.Config.class,
    needs = Need.SEQUENCE_CLASSIFICATION)
public final class SentimentMonitor implements Metric {
  static final String ID = "finance.sentiment-monitor";

  /** Begins the names of the parts of an alert, before topic and period. */
  static final String ALERT = "alert ";

  static final String SHARE = " share";
  static final String BEFORE = " share before";
  static final String PROBABILITY = " probability";
  static final String LIMIT = "alert limit";
  static final String COMPARISONS = "comparisons";

  /** Whose classes are counted. */
  enum Counted {
    /** Those that the model predicts. */
    PREDICTED,
    /** Those that the data has. */
    LABELLED
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "Sentiment monitor",
      description = "Shares of sentiment over time by topic, with alerts of negative jumps.")
  @interface Config {
    /** Column of dates. */
    @AttributeDefinition(description = "Column of dates or times of ISO 8601.")
    String time() default "date";

    /** Column of topics. */
    @AttributeDefinition(description = "Column of topics; empty to watch all rows together.")
    String topic() default "topic";

    /** The class that is watched. */
    @AttributeDefinition(description = "Class whose share is watched.")
    String negative() default "negative";

    /** Whose classes are counted. */
    @AttributeDefinition(description = "Whether predicted or labelled classes are counted.")
    Counted counted() default Counted.PREDICTED;

    /** Length of a period. */
    @AttributeDefinition(description = "Length of a period; weeks begin on Monday.")
    Period period() default Period.WEEK;

    /** Periods before. */
    @AttributeDefinition(
        description = "How many periods before, without alert, a period is compared with.",
        min = "1",
        max = "1000")
    int history() default 4;

    /** Probability of a false alarm. */
    @AttributeDefinition(
        min = "0",
        max = "1",
        description = "Probability of any false alarm, all topics and periods together, below 1.")
    double level() default 0.01;

    /** Rows that a period must have. */
    @AttributeDefinition(
        description = "Rows that a period of a topic must have to be compared.",
        min = "1")
    int minimum() default 20;
  }

  @Override
  public MetricResult evaluate(EvaluationSet set, Settings settings) {
    Config config = settings.as(Config.class);
    int negative = check(set, config);
    Map<String, Shares> topics = new TreeMap<>();
    int left = count(set, config, topics);
    if (topics.isEmpty()) {
      return MetricResult.undefined(Direction.NEUTRAL, "no row has a date and a weight above 0");
    }
    Jumps jumps = new Jumps(negative, config.history(), config.minimum());
    int comparisons = topics.values().stream().mapToInt(jumps::comparisons).sum();
    double limit = config.level() / Math.max(1, comparisons);
    List<GroupValue> groups = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    int alerts = 0;
    for (Map.Entry<String, Shares> topic : topics.entrySet()) {
      Shares shares = topic.getValue();
      List<Jump> found = jumps.alerts(shares, limit);
      found.forEach(jump -> add(parts, topic.getKey(), jump));
      alerts += found.size();
      addShares(parts, topic.getKey(), shares, set.classes());
      String column = config.topic().isEmpty() ? "rows" : config.topic();
      long rows = Math.round(shares.total());
      groups.add(GroupValue.of(column, topic.getKey(), shares.overall(negative), rows));
    }
    parts.add(Part.of(COMPARISONS, comparisons));
    parts.add(Part.of(LIMIT, limit));
    return MetricResult.of(alerts, Direction.NEUTRAL, set.size() - left)
        .withGroups(groups)
        .withParts(parts)
        .withNote(left == 0 ? "" : left + " rows have no date that can be read, or no topic");
  }

  private static int check(EvaluationSet set, Config config) {
    List<String> wanted = new ArrayList<>(List.of(config.time()));
    if (!config.topic().isEmpty()) {
      wanted.add(config.topic());
    }
    for (String column : wanted) {
      if (!set.columns().contains(column)) {
        throw GovernanceException.spec(
            ID, "there is no column \"" + column + "\"", set.columns().toString(), "Name another");
      }
    }
    int negative = set.classes().indexOf(config.negative());
    if (negative < 0) {
      throw GovernanceException.spec(
          ID + " setting negative",
          "got " + config.negative(),
          set.classes().toString(),
          "Name one of them");
    }
    if (!(config.level() > 0 && config.level() < 1)) {
      throw GovernanceException.spec(
          ID + " setting level", "got " + config.level(), "between 0 and 1", "Give such a number");
    }
    return negative;
  }

  /** Counts the rows; returns how many have no date or topic. */
  private static int count(EvaluationSet set, Config config, Map<String, Shares> topics) {
    List<String> times = set.column(config.time());
    List<String> names = config.topic().isEmpty() ? null : set.column(config.topic());
    int[] classes = config.counted() == Counted.PREDICTED ? set.predictions() : set.labels();
    int left = 0;
    for (int row = 0; row < set.size(); row++) {
      String period = config.period().of(times.get(row));
      String topic = names == null ? "all" : names.get(row);
      if (period == null || topic == null) {
        left++;
      } else if (set.weight(row) > 0) {
        topics
            .computeIfAbsent(topic, t -> new Shares(set.classes().size()))
            .add(period, classes[row], set.weight(row));
      }
    }
    return left;
  }

  private static void add(List<Part> parts, String topic, Jump jump) {
    String name = ALERT + topic + " " + jump.period();
    parts.add(Part.of(name + SHARE, jump.share()));
    parts.add(Part.of(name + BEFORE, jump.before()));
    parts.add(Part.of(name + PROBABILITY, jump.probability()));
  }

  private static void addShares(
      List<Part> parts, String topic, Shares shares, List<String> classes) {
    shares
        .periods()
        .forEach(
            (period, weights) -> {
              double all = Shares.sum(weights);
              for (int label = 0; label < weights.length; label++) {
                String name = topic + " " + period + " " + classes.get(label);
                parts.add(Part.of(name, weights[label] / all));
              }
            });
  }
}
