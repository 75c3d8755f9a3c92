package bench;

import governance.engine.Engine;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import governance.testkit.TrainingComparison;
import governance.testkit.TrainingComparison.Difference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether two devices train alike: the greatest relative difference of loss, terms and norm of the
 * gradient over the steps of the same training on both. Sides are devices, {@code cpu@THREADS}, or
 * a file that the property {@code keep} had written with the left side's steps; {@code none} on the
 * right compares nothing.
 */
final class CompareBench {
  private static final double WEIGHT = 0.1;

  /** Terms are differences of small numbers: below this the absolute difference counts. */
  private static final double FLOOR = 1e-3;

  private CompareBench() {}

  /**
   * Runs the shapes given, or tiny, with the five objectives; {@code SHAPE:each} trains with every
   * penalty for fairness in turn.
   */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String each : Turns.cases(args, "tiny-f32", "tiny-f32:each")) {
      String[] name = each.split(":", 2);
      int hidden = Shape.of(name[0]).hidden();
      if (name.length == 1) {
        print(each, compare(engine, name[0], Terms.objectives(hidden), steps(50)));
      } else if (name[1].equals("each")) {
        PenaltiesBench.each(hidden)
            .forEach(
                (label, term) ->
                    print(
                        name[0] + ":" + label, compare(engine, name[0], List.of(term), steps(10))));
      } else {
        throw new IllegalArgumentException("case " + each + "; allowed: SHAPE, SHAPE:each");
      }
    }
  }

  private static int steps(int usual) {
    return Integer.getInteger("compared", usual);
  }

  private static TrainingComparison compare(
      Engine engine, String name, List<Term> terms, int steps) {
    List<StepResult> left = side(engine, System.getProperty("left", "cpu"), name, terms, steps);
    String keep = System.getProperty("keep");
    if (keep != null) {
      StepsFile.write(Path.of(keep), left);
    }
    String other = System.getProperty("right", "gpu");
    List<StepResult> right =
        other.equals("none") ? left : side(engine, other, name, terms, left.size());
    return TrainingComparison.of(left, right, FLOOR);
  }

  private static List<StepResult> side(
      Engine engine, String side, String name, List<Term> terms, int steps) {
    Path file = Path.of(side);
    return Files.isRegularFile(file)
        ? StepsFile.read(file)
        : train(engine, side, name, terms, steps);
  }

  private static List<StepResult> train(
      Engine engine, String side, String name, List<Term> terms, int steps) {
    String[] parts = side.split("@", 2);
    if (parts.length > 1) {
      engine.threads(Integer.parseInt(parts[1]));
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    terms.forEach(term -> weights.put(term.id(), WEIGHT));
    try (TextModel model = Sessions.model(engine, name, engine.device(parts[0]));
        TrainingSession session = Sessions.begin(engine, model, Rows.drawn(), terms)) {
      List<StepResult> results = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        results.addAll(session.advance(weights));
      }
      results.addAll(session.flush());
      return results;
    }
  }

  private static void print(String name, TrainingComparison compared) {
    Difference term =
        compared.differences().stream()
            .filter(d -> !List.of("loss", "total", "gradientNorm").contains(d.name()))
            .max(Comparator.comparingDouble(Difference::relative))
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "compare %s loss=%.3g terms=%.3g norm=%.3g steps=%d worst-term=%s at-step=%d%n",
        name,
        Math.max(compared.of("loss").relative(), compared.of("total").relative()),
        term.relative(),
        compared.of("gradientNorm").relative(),
        compared.steps(),
        term.name(),
        term.step());
  }
}
