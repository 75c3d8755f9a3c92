package bench;

import governance.engine.Engine;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
      run(name, setup, engine);
    }
  }

  private static void run(String name, Setup setup, Engine engine) {
    Shape shape = Shape.of(name);
    List<Term> terms = Terms.objectives(shape.hidden());
    Map<String, Double> all = terms.stream().collect(Collectors.toMap(Term::id, t -> 0.1));
    try (TextModel model = Sessions.model(engine, name);
        TrainingSession session =
            Sessions.begin(engine, model, Rows.full(Shape.rows(name)), terms)) {
      Turns turns =
          Turns.take(
              shape.choose(6, 4, 1),
              Setup.turns(shape.choose(40, 20, 5)),
              () -> Sessions.millis(setup, session, all),
              () -> Sessions.millis(setup, session, Map.of()));
      Turns.print(
          "objectives " + name,
          "with",
          turns.median(0),
          "without",
          turns.median(1),
          turns.ratio(0, 1));
    }
  }
}
