package governance.runtime.internal.inspect;

import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.model.Task;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows before any transform, looked at by analyses one after the other. */
public final class Inspection {
  private final RunSpec spec;
  private final Dataset rows;
  private final Classes classes;

  /**
   * Prepares for some rows.
   *
   * @param classes classes of the label; without column where there is none
   */
  public Inspection(RunSpec spec, Dataset rows, Classes classes) {
    this.spec = spec;
    this.rows = rows;
    this.classes = classes;
  }

  /**
   * Analyses the rows. One that fails does not keep the others from it.
   *
   * @param turn does the work with one contribution
   * @throws governance.api.GovernanceException if settings do not suit the data; says what to
   *     change
   */
  public List<AnalysisOutcome> analyse(List<AnalysisUse> uses, Consumer<Runnable> turn) {
    List<AnalysisOutcome> outcomes = new ArrayList<>();
    for (AnalysisUse use : uses) {
      turn.accept(() -> outcomes.add(outcome(use)));
    }
    return outcomes;
  }

  private AnalysisOutcome outcome(AnalysisUse use) {
    try {
      AnalysisResult result = use.of(setup(use.settings()));
      return new AnalysisOutcome(use.info(), result, null);
    } catch (ContributionFailedException e) {
      return new AnalysisOutcome(use.info(), null, e.getMessage());
    }
  }

  private AnalysisSetup setup(Settings settings) {
    boolean labelled = spec.task() == Task.SEQUENCE_CLASSIFICATION && !classes.column().isEmpty();
    return new Setup(
        rows,
        spec.task(),
        labelled ? Optional.of(classes.column()) : Optional.empty(),
        labelled ? classes.names() : List.of(),
        labelled ? classes.favourable() : -1,
        settings,
        spec.train().seed());
  }

  private record Setup(
      Dataset data,
      Task task,
      Optional<String> label,
      List<String> classes,
      int favourable,
      Settings settings,
      long seed)
      implements AnalysisSetup {}
}
