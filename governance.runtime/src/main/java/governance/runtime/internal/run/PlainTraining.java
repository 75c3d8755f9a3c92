package governance.runtime.internal.run;

import governance.api.run.RunStatus;
import governance.engine.StepResult;
import governance.engine.TextModel;
import governance.engine.Tokenizer;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.evaluate.MetricUse;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.TrainingLog;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.Checkpoints;
import governance.runtime.internal.train.Control;
import governance.runtime.internal.train.EarlyStopping;
import governance.runtime.internal.train.Figure;
import governance.runtime.internal.train.Timing;
import governance.runtime.internal.train.Training;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a further model as a run trains its own, but without penalties. Stops and goes on like
 * training itself.
 */
final class PlainTraining {
  private final Job job;
  private final RunSpec spec;
  private final Trail trail;
  private final RunFolder folder;
  private final String name;
  private final String log;
  private final String checkpoints;

  /**
   * Prepares.
   *
   * @param name what its events begin with
   * @param log file of its steps
   * @param checkpoints folder of its checkpoints
   */
  PlainTraining(
      Job job, Trail trail, RunFolder folder, String name, String log, String checkpoints) {
    this.job = job;
    this.spec = job.resolution().spec().orElseThrow();
    this.trail = trail;
    this.folder = folder;
    this.name = name;
    this.log = log;
    this.checkpoints = checkpoints;
  }

  /**
   * Trains; stops by {@link StoppedException}.
   *
   * @param data the run's data, for early stopping
   * @param rows what is trained on
   * @param options how
   * @param metrics the run's metrics; the one that early stopping looks at is computed in training
   */
  void run(
      TextModel model,
      PreparedData data,
      TrainingData rows,
      TrainingOptions options,
      List<MetricUse> metrics,
      Tokenizer tokenizer)
      throws IOException {
    try (TrainingSession session = model.train(rows, options, List.of(), List.of(), tokenizer)) {
      List<MetricUse> judging =
          spec.train().earlyStopping().map(e -> Validation.judging(e, metrics)).orElse(List.of());
      train(session, new Follower(new Validation(model, data, judging, trail), session));
    }
  }

  private void train(TrainingSession session, Follower follower) throws IOException {
    Training training =
        new Training(
            session,
            List.of(),
            new Checkpoints(folder, checkpoints),
            job.control(),
            spec.train().checkpointEvery(),
            spec.train().earlyStopping().map(EarlyStopping::new).orElse(null),
            follower);
    long from = training.restore();
    trail.event(name + "-training", Tree.of("step", from, "steps", session.steps()));
    try (TrainingLog steps = TrainingLog.open(folder.at(log), from)) {
      Optional<Control.Stop> stop = training.run(steps);
      if (stop.isPresent()) {
        throw new StoppedException(stop.get());
      }
    }
  }

  /** Tells how far training is; of the metrics only that of early stopping is followed. */
  private final class Follower implements Training.Observer {
    private final Validation validation;
    private final TrainingSession session;

    Follower(Validation validation, TrainingSession session) {
      this.validation = validation;
      this.session = session;
    }

    @Override
    public void step(StepResult result, Map<String, Double> weights, Timing times) {
      job.progress(Progress.of(job.id(), session, spec.train().epochs(), result, weights, times));
    }

    @Override
    public List<Figure> epoch(int epoch, long step) {
      return validation.figures(epoch, step);
    }

    @Override
    public void checkpoint(long step) {
      trail.event(name + "-checkpoint", Tree.of("step", step));
      trail.status(RunStatus.RUNNING, job.info().message(), List.of());
    }
  }
}
