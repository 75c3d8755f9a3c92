package plugins.domain.finance.internal.service;

import governance.api.evaluate.Direction;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plugins.domain.finance.internal.service.Answers.Way;

/** Weights of questions by the way they were answered. */
final class AnswerCounts {
  private final Map<Way, Double> asked = new EnumMap<>(Way.class);
  private final Map<Way, Double> right = new EnumMap<>(Way.class);
  private long answered;

  /** Counts a question; {@code answer} and {@code wanted} are null where there is none. */
  void add(String answer, Way way, String wanted, double weight) {
    if (weight > 0) {
      asked.merge(way, weight, Double::sum);
      boolean holds = way == Way.PERSON ? wanted == null : answer.equals(wanted);
      right.merge(way, holds ? weight : 0, Double::sum);
      answered += way == Way.PERSON ? 0 : 1;
    }
  }

  private double asked(Way way) {
    return asked.getOrDefault(way, 0.0);
  }

  private double right(Way way) {
    return right.getOrDefault(way, 0.0);
  }

  MetricResult result(Direction direction) {
    double given = asked(Way.TEMPLATE) + asked(Way.RETRIEVAL);
    double all = given + asked(Way.PERSON);
    if (all == 0) {
      return MetricResult.undefined(direction, "there is no row with a weight above 0");
    }
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of("coverage", given / all));
    for (Way way : Way.values()) {
      String name = way.name().toLowerCase(Locale.ROOT);
      parts.add(Part.of(name + " share", asked(way) / all));
      parts.add(Part.of(name + " right", right(way) / asked(way)));
    }
    if (given == 0) {
      return MetricResult.undefined(direction, "no question was answered").withParts(parts);
    }
    double value = (right(Way.TEMPLATE) + right(Way.RETRIEVAL)) / given;
    return MetricResult.of(value, direction, answered).withParts(parts);
  }
}
