package bench;

import governance.api.train.Penalty;
import governance.engine.Engine;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plugins.cooperation.internal.Agreement;
import plugins.explain.internal.Smoothness;
import plugins.fairness.internal.penalty.Consistency;
import plugins.fairness.internal.penalty.DemographicParity;
import plugins.privacy.internal.RepresentationNorm;

/**
 * What the five penalties of the plug-ins add to a step of 16 x 128: milliseconds with and without
 * them in one session.
 */
final class ObjectivesBench {
  private ObjectivesBench() {}

  /** Runs the cases given, or tiny and base in f32. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "tiny-f32", "base-f32")) {
      run(name, setup.clock(), engine);
    }
  }

  private static void run(String name, Clock clock, Engine engine) {
    Shape shape = Shape.of(name);
    List<Term> terms = terms(shape.hidden());
    Map<String, Double> all = terms.stream().collect(Collectors.toMap(Term::id, t -> 0.1));
    int[] lengths = new int[16 * 8];
    Arrays.fill(lengths, 128);
    try (TextModel model = Sessions.model(engine, name);
        TrainingSession session = Sessions.begin(engine, model, lengths, terms)) {
      Turns turns =
          Turns.take(
              shape.choose(6, 4, 1),
              Setup.turns(shape.choose(40, 20, 5)),
              () -> clock.time(() -> session.step(all)),
              () -> clock.time(() -> session.step(Map.of())));
      Turns.print(
          "objectives " + name,
          "with",
          turns.median(0),
          "without",
          turns.median(1),
          turns.ratio(0, 1));
    }
  }

  private static List<Term> terms(int hidden) {
    Map<String, Penalty> penalties = new LinkedHashMap<>();
    penalties.put("fairness.consistency", new Consistency());
    penalties.put("fairness.demographic-parity", new DemographicParity());
    penalties.put("privacy.representation-norm", new RepresentationNorm());
    penalties.put("explain.smoothness", new Smoothness());
    penalties.put("cooperation.agreement", new Agreement());
    return penalties.entrySet().stream()
        .map(
            e ->
                new Term(
                    e.getKey(), e.getValue().prepare(new Prepared(e.getKey(), Map.of(), hidden))))
        .toList();
  }
}
