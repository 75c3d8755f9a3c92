package bench;

import governance.api.train.Penalty;
import governance.engine.Engine;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import plugins.fairness.internal.penalty.AdversarialDebiasing;
import plugins.fairness.internal.penalty.Consistency;
import plugins.fairness.internal.penalty.Correlation;
import plugins.fairness.internal.penalty.CounterfactualPairing;
import plugins.fairness.internal.penalty.DemographicParity;
import plugins.fairness.internal.penalty.EqualOpportunity;
import plugins.fairness.internal.penalty.EqualizedOdds;
import plugins.fairness.internal.penalty.GroupDro;
import plugins.fairness.internal.penalty.GroupLossVariance;
import plugins.fairness.internal.penalty.MaximumMeanDiscrepancy;
import plugins.fairness.internal.penalty.NeighbourConsistency;
import plugins.fairness.internal.penalty.PredictiveParity;
import plugins.fairness.internal.penalty.Wasserstein;

/**
 * What each penalty for fairness adds to a step of 16 x 128: milliseconds with and without it in
 * one session.
 */
final class PenaltiesBench {
  /** Steps of a turn: some penalties do in one of several steps what they do for all of them. */
  private static final int STEPS = 4;

  private PenaltiesBench() {}

  /** A penalty as it is measured. */
  private record Measured(String id, Supplier<Penalty> penalty, Map<String, ?> settings) {
    Term term(int hidden) {
      return Terms.term(id, penalty.get(), settings, hidden);
    }
  }

  private static final List<Measured> ALL =
      List.of(
          new Measured("fairness.demographic-parity", DemographicParity::new, Map.of()),
          new Measured(
              "fairness.demographic-parity", DemographicParity::new, Map.of("running", 0.9)),
          new Measured("fairness.equal-opportunity", EqualOpportunity::new, Map.of()),
          new Measured("fairness.equalized-odds", EqualizedOdds::new, Map.of("classes", "all")),
          new Measured("fairness.predictive-parity", PredictiveParity::new, Map.of()),
          new Measured("fairness.group-loss-variance", GroupLossVariance::new, Map.of()),
          new Measured("fairness.group-dro", GroupDro::new, Map.of()),
          new Measured("fairness.mmd", MaximumMeanDiscrepancy::new, Map.of()),
          new Measured("fairness.mmd", MaximumMeanDiscrepancy::new, Map.of("kernel", "median")),
          new Measured("fairness.mmd", MaximumMeanDiscrepancy::new, Map.of("memory", 256)),
          new Measured("fairness.correlation", Correlation::new, Map.of()),
          new Measured("fairness.wasserstein", Wasserstein::new, Map.of("memory", 256)),
          new Measured(
              "fairness.counterfactual-pairing",
              CounterfactualPairing::new,
              Map.of("pairs", List.of("text=word"))),
          new Measured("fairness.neighbour-consistency", NeighbourConsistency::new, Map.of()),
          new Measured("fairness.consistency", Consistency::new, Map.of()),
          new Measured("fairness.adversarial-debiasing", AdversarialDebiasing::new, Map.of()));

  /** Every penalty for itself, ready for a session, by its id with settings. */
  static Map<String, Term> each(int hidden) {
    Map<String, Term> terms = new LinkedHashMap<>();
    ALL.forEach(measured -> terms.put(label(measured), measured.term(hidden)));
    return terms;
  }

  /** Runs the shapes given, or mini in f32; SHAPE:ID measures one penalty only. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String each : Turns.cases(args, "mini-f32")) {
      String[] name = each.split(":", 2);
      List<Measured> chosen =
          ALL.stream().filter(m -> name.length == 1 || m.id().equals(name[1])).toList();
      if (chosen.isEmpty()) {
        throw new IllegalArgumentException("penalty " + name[1]);
      }
      chosen.forEach(measured -> run(name[0], measured, setup.clock(), engine));
    }
  }

  private static void run(String name, Measured measured, Clock clock, Engine engine) {
    Shape shape = Shape.of(name);
    Term term = measured.term(shape.hidden());
    Map<String, Double> weights = new LinkedHashMap<>(Map.of(term.id(), 0.1));
    try (TextModel model = Sessions.model(engine, name);
        TrainingSession session =
            Sessions.begin(engine, model, Rows.full(Shape.rows(name)), List.of(term))) {
      Turns turns =
          Turns.take(
              shape.choose(3, 2, 1),
              Setup.turns(shape.choose(20, 10, 3)),
              () -> time(clock, session, weights),
              () -> time(clock, session, Map.of()));
      Turns.print(
          "penalties " + name + " " + label(measured),
          "with",
          turns.median(0),
          "without",
          turns.median(1),
          turns.ratio(0, 1));
    }
  }

  private static double time(Clock clock, TrainingSession session, Map<String, Double> weights) {
    Runnable steps =
        () -> {
          for (int step = 0; step < STEPS; step++) {
            session.step(weights);
          }
        };
    return clock.time(steps) / STEPS;
  }

  private static String label(Measured measured) {
    String settings = measured.settings().toString().toLowerCase(Locale.ROOT);
    return measured.id() + (measured.settings().isEmpty() ? "" : settings.replace(" ", ""));
  }
}
