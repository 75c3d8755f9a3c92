package bench;

import governance.engine.Engine;
import governance.engine.TextModel;
import governance.engine.TrainingSession;
import java.util.Locale;
import java.util.Map;

/**
 * Training for some seconds without a pause, for a program that watches the device meanwhile: the
 * line tells the time of day at which the steps that count began and ended.
 */
final class BusyBench {
  private static final int WARM = 3;

  private BusyBench() {}

  /** Runs the cases given, or the base shape. */
  static void run(String[] args) {
    Setup setup = Setup.read();
    Engine engine = Sessions.engine(setup);
    for (String name : Turns.cases(args, "base-bf16-x64")) {
      try (TextModel model = Sessions.model(engine, name);
          TrainingSession session = Sessions.plain(engine, model, Rows.full(Shape.rows(name)))) {
        for (int turn = 0; turn < WARM; turn++) {
          Sessions.millis(setup, session, Map.of());
        }
        measure(name, setup, session);
      }
    }
  }

  private static void measure(String name, Setup setup, TrainingSession session) {
    long seconds = Integer.getInteger("seconds", 8);
    long begin = System.currentTimeMillis();
    long before = session.step();
    while (System.currentTimeMillis() - begin < 1000 * seconds) {
      Sessions.millis(setup, session, Map.of());
    }
    long end = System.currentTimeMillis();
    long steps = session.step() - before;
    System.out.printf(
        Locale.ROOT,
        "busy-window %s begin=%d end=%d steps=%d ms=%.3f%n",
        name,
        begin,
        end,
        steps,
        (double) (end - begin) / steps);
  }
}
