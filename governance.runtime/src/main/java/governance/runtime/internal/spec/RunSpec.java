package governance.runtime.internal.spec;

import governance.api.model.Task;
import java.util.List;
import java.util.Optional;

/**
 * What a run is asked to do: every value is present, of the right type and within its range. What a
 * value means is described in {@code docs/run-spec.md}.
 *
 * @param domain id of the domain pack, or null when the run follows none
 * @param task what the model predicts
 * @param data the data set and the meaning of its columns
 * @param model the model to start from
 * @param train how it is trained
 * @param inspection analyses of the training rows before any transform
 * @param transforms changes to the data before training, in order
 * @param penalties terms of the objective besides the base loss, in order
 * @param metrics figures to compute
 * @param explainers explanations to make
 * @param gates release decisions
 * @param reports documents to make
 * @param sinks places to deliver documents to
 * @param parties other parties whose models take part
 * @param decision how scores become decisions after training; empty for the most probable class
 * @param evaluation how figures are estimated
 * @param encryption what of the evidence is encrypted; empty for nothing
 */
public record RunSpec(
    String domain,
    Task task,
    DataSpec data,
    ModelSpec model,
    TrainSpec train,
    List<ContributionSpec> inspection,
    List<ContributionSpec> transforms,
    List<PenaltySpec> penalties,
    List<ContributionSpec> metrics,
    List<ExplainerSpec> explainers,
    List<GateSpec> gates,
    List<ContributionSpec> reports,
    List<ContributionSpec> sinks,
    List<PartySpec> parties,
    Optional<ContributionSpec> decision,
    EvaluationSpec evaluation,
    Optional<EncryptionSpec> encryption) {

  /** Copies the lists. */
  public RunSpec {
    inspection = List.copyOf(inspection);
    transforms = List.copyOf(transforms);
    penalties = List.copyOf(penalties);
    metrics = List.copyOf(metrics);
    explainers = List.copyOf(explainers);
    gates = List.copyOf(gates);
    reports = List.copyOf(reports);
    sinks = List.copyOf(sinks);
    parties = List.copyOf(parties);
  }
}
