package governance.runtime.internal.cli.plan;

import governance.engine.Stratified;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.plan.MemoryPlan;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.PenaltySpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of a plan how steps of training are computed, where that is more than the settings tell. */
final class PlanTraining {
  private static final String TF32 =
      "tf32: a graphics card may compute float32 matrix products with TF32, of 10 bits after the"
          + " point; on the processor it changes nothing";

  private final Terminal terminal;

  PlanTraining(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns a line for each thing to tell. */
  List<String> lines(Resolution resolution) {
    List<String> lines = new ArrayList<>();
    Optional<RunSpec> spec = resolution.spec();
    spec.flatMap(s -> s.train().sampling()).map(this::sampling).ifPresent(lines::add);
    spec.filter(s -> s.train().tf32()).ifPresent(s -> lines.add(TF32));
    spec.flatMap(PlanTraining::reading).ifPresent(lines::add);
    resolution.memory().ifPresent(memory -> lines.addAll(memory(memory)));
    return lines;
  }

  private String sampling(Stratified strata) {
    String batches =
        "sampling: each batch holds at least %d rows of each group by %s; "
            .formatted(strata.minimum(), String.join(", ", strata.by()));
    return strata.corrected()
        ? batches + "rows that come more often weigh less, so the loss stays that of the data"
        : terminal.warning(
            batches
                + "rows are not weighed back, so the model is trained on other shares of groups than"
                + " the data has");
  }

  /** Says when values of steps are known, where that is not after each of them. */
  private static Optional<String> reading(RunSpec spec) {
    int every = spec.train().readEvery();
    List<String> adapted =
        spec.penalties().stream()
            .filter(p -> p.weight() instanceof Weight.Target)
            .map(PenaltySpec::id)
            .toList();
    if (every == 0) {
      boolean card = spec.train().device().startsWith("gpu");
      return card && !adapted.isEmpty()
          ? Optional.of(
              "values of steps are read back after each step, because weights with a target follow"
                  + " them: "
                  + String.join(", ", adapted))
          : Optional.empty();
    }
    String lag =
        adapted.isEmpty()
            ? ""
            : "; weights with a target follow them up to %d steps late: %s"
                .formatted(every, String.join(", ", adapted));
    return every == 1
        ? Optional.empty()
        : Optional.of("values of steps are read back every " + every + " steps" + lag);
  }

  private List<String> memory(MemoryPlan memory) {
    List<String> lines = new ArrayList<>();
    lines.add("memory: " + memory.text());
    memory.warnings().forEach(w -> lines.add(terminal.warning("warning: " + w)));
    return lines;
  }
}
