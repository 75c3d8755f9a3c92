package governance.runtime.internal.spec;

import governance.engine.Adversarial;
import governance.engine.Stratified;
import governance.engine.TrainingOptions.Schedule;
import java.time.Duration;
import java.util.Optional;

/** Reads the section {@code train}. */
final class TrainBinder {
  private static final int MANY = 1_000_000;
  private static final int MOST_READ = 1000;
  private static final String READ_EVERY = "readEvery";

  private final Fields train;

  TrainBinder(Fields train) {
    this.train = train;
  }

  TrainSpec bind() {
    TrainSpec spec =
        new TrainSpec(
            train.count("epochs", 3, 0, MANY),
            train.count("batch", 16, 1, MANY),
            train.number("learningRate", 5e-4, 0, 10),
            train.number("warmup", 0.1, 0, 1),
            train.choice("schedule", Schedule.LINEAR),
            train.number("weightDecay", 0.01, 0, 10),
            train.number("clip", 1.0, 0, 1e9),
            train.whole("seed", 42, Long.MIN_VALUE, Long.MAX_VALUE),
            train.flag("bucketing", true),
            train.count("maxLength", 128, 4, 8192),
            train.count("threads", 0, 0, 4096),
            device(),
            train.count("checkpointEvery", 200, 0, MANY),
            SpecBinder.optional(train, "gradientPolicy"),
            earlyStopping(),
            adversarial(),
            Duration.ofMillis(Math.round(train.number("stepTimeout", 60, 0.1, 1e6) * 1000)),
            train.number("maskShare", 0.15, 0.01, 0.9),
            train.flag("wholeWords", true),
            sampling(),
            train.flag("tf32", false),
            readEvery(),
            new MemoryBinder(train, MANY).bind());
    train.end();
    return spec;
  }

  private Optional<EarlyStoppingSpec> earlyStopping() {
    if (!train.has("earlyStopping")) {
      train.text("earlyStopping");
      return Optional.empty();
    }
    Fields early = train.object("earlyStopping");
    if (!(train.raw("earlyStopping").orElseThrow() instanceof Node.Obj)) {
      return Optional.empty();
    }
    EarlyStoppingSpec spec =
        new EarlyStoppingSpec(
            early.required("metric"),
            early.count("patience", 2, 1, MANY),
            early.number("minChange", 0, 0, MANY));
    early.end();
    return Optional.of(spec);
  }

  private Optional<Stratified> sampling() {
    if (!train.has("sampling")) {
      train.text("sampling");
      return Optional.empty();
    }
    Fields fields = train.object("sampling");
    if (!(train.raw("sampling").orElseThrow() instanceof Node.Obj)) {
      return Optional.empty();
    }
    Stratified strata =
        new Stratified(
            fields.texts("by"),
            fields.count("minimum", 2, 1, MANY),
            fields.flag("corrected", true));
    if (strata.by().isEmpty()) {
      fields.wrong("by", "is empty", "protected columns, such as [\"sex\"]", "");
    }
    fields.end();
    return Optional.of(strata);
  }

  private Optional<Adversarial> adversarial() {
    if (!train.has("adversarial")) {
      train.text("adversarial");
      return Optional.empty();
    }
    Fields fields = train.object("adversarial");
    if (!(train.raw("adversarial").orElseThrow() instanceof Node.Obj)) {
      return Optional.empty();
    }
    boolean one = fields.choice("form", Form.FGM) == Form.FGM;
    double epsilon = fields.number("epsilon", 0.02, 1e-6, 1e3);
    int steps = fields.count("steps", one ? 1 : 3, 1, one ? 1 : 100);
    // Madry et al. 2018 can reach the edge of the ball from any point within with this length
    double usual = one ? epsilon : Math.min(epsilon, 2.5 * epsilon / steps);
    double size = fields.number("stepSize", usual, 1e-6, 1e3);
    fields.end();
    return Optional.of(new Adversarial(epsilon, steps, size));
  }

  /** Forms of adversarial training. */
  private enum Form {
    /** One step to the edge of the ball. */
    FGM,
    /** Several steps, each followed by projection into the ball. */
    PGD
  }

  /** Returns 0 for {@code auto}. */
  private int readEvery() {
    Node given = train.raw(READ_EVERY).orElse(null);
    Object value = given instanceof Node.Scalar s ? s.value() : null;
    if (value instanceof Number n && n.intValue() == n.doubleValue() && steps(n.intValue())) {
      return train.count(READ_EVERY, 1, 1, MOST_READ);
    }
    if (given == null || "auto".equals(value)) {
      train.text(READ_EVERY, "auto");
    } else {
      String allowed = "auto, or a whole number of steps from 1 to " + MOST_READ;
      train.wrong(READ_EVERY, "is " + JsonText.describe(given), allowed, "");
    }
    return 0;
  }

  private static boolean steps(int every) {
    return every >= 1 && every <= MOST_READ;
  }

  private String device() {
    String device = train.text("device", "auto");
    if (!device.matches("auto|cpu|gpu(:\\d+)?")) {
      train.wrong("device", "is \"" + device + "\"", "auto, cpu, gpu, gpu:N", "");
    }
    return device;
  }
}
