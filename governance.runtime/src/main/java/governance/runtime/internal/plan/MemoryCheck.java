package governance.runtime.internal.plan;

import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.train.Penalty;
import governance.api.train.PenaltyScope;
import governance.engine.MemoryChoice;
import governance.engine.MemoryModel;
import governance.engine.ModelDescription;
import governance.engine.TrainingOptions;
import governance.engine.TrainingOptions.Checkpointing;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.MemorySpec;
import governance.runtime.internal.spec.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Says how training will be fitted into memory, and what that changes. */
final class MemoryCheck {
  private final Registry registry;
  private final RunSpec spec;
  private final MemorySpec asked;
  private final ModelFacts facts;

  MemoryCheck(Registry registry, RunSpec spec, ModelFacts facts) {
    this.registry = registry;
    this.spec = spec;
    this.asked = spec.train().memory();
    this.facts = facts;
  }

  /** Returns the plan; empty where nothing is trained. */
  Optional<MemoryPlan> plan(List<Chosen> chosen, boolean perRow) {
    if (spec.train().epochs() == 0) {
      return Optional.empty();
    }
    Optional<ModelDescription> found = spec.model().folder().flatMap(facts::describe);
    if (spec.model().folder().isPresent() && found.flatMap(ModelDescription::shape).isEmpty()) {
      return Optional.empty();
    }
    List<ContributionInfo> penalties =
        chosen.stream().map(Chosen::info).filter(i -> i.kind() == Kind.PENALTY).toList();
    MemoryModel model = new ModelSize(spec, found).model(!penalties.isEmpty());
    OptionalLong free = facts.freeMemory();
    MemoryChoice wished = choice(model, asked.checkpointing(), perRow, free);
    List<String> whole = wished.checkpointing() ? needing(penalties) : List.of();
    MemoryChoice choice = whole.isEmpty() ? wished : choice(model, Checkpointing.OFF, perRow, free);
    int length = spec.train().maxLength();
    int batch = spec.train().batch();
    boolean parts = choice.microBatch() < batch;
    long training = model.training(choice.microBatch(), length, choice.checkpointing(), parts);
    List<String> warnings = new ArrayList<>();
    if (!whole.isEmpty()) {
      warnings.add(
          "activations are kept, because "
              + String.join(", ", whole)
              + (whole.size() == 1 ? " works" : " work")
              + " on word embeddings");
    }
    if (free.isPresent() && model.weights() + training > free.getAsLong()) {
      warnings.add(tooMuch(perRow));
    }
    coupled(penalties, parts).ifPresent(warnings::add);
    return Optional.of(
        new MemoryPlan(
            batch,
            choice.microBatch(),
            asked.microBatch() == TrainingOptions.AUTO,
            choice.checkpointing(),
            length,
            model.weights() + training,
            free.orElse(-1),
            warnings));
  }

  private MemoryChoice choice(
      MemoryModel model, Checkpointing checkpointing, boolean perRow, OptionalLong free) {
    int batch = spec.train().batch();
    int length = spec.train().maxLength();
    return MemoryChoice.of(model, batch, asked.microBatch(), checkpointing, perRow, length, free);
  }

  private String tooMuch(boolean perRow) {
    String more = perRow ? "" : ", train.activationCheckpointing=true";
    return "that may not fit: the whole of what is kept is counted for the longest text. Set"
        + " train.microBatch=auto"
        + more
        + ", a smaller train.batch or train.maxLength";
  }

  /** Penalties that say they need word embeddings. */
  private List<String> needing(List<ContributionInfo> penalties) {
    return penalties.stream()
        .filter(i -> registry.declaration(i).needs().contains(Need.WORD_EMBEDDINGS.name()))
        .map(ContributionInfo::id)
        .sorted()
        .toList();
  }

  private Optional<String> coupled(List<ContributionInfo> penalties, boolean parts) {
    boolean maybe = parts || asked.microBatch() == TrainingOptions.AUTO;
    List<String> ids =
        penalties.stream().filter(i -> maybe && perBatch(i)).map(ContributionInfo::id).toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    String when = parts ? "" : "if batches have to be computed in parts, ";
    String again =
        asked.checkpointing() == Checkpointing.OFF ? "train.activationCheckpointing=true or " : "";
    return Optional.of(
        when
            + String.join(", ", ids.stream().sorted().toList())
            + (ids.size() == 1 ? " looks" : " look")
            + " at the rows of a batch together: each part gives a value of its own, weighted by its"
            + " share of the rows, and their sum is not the value of the whole batch. "
            + "To keep batches whole set "
            + again
            + "a smaller train.batch");
  }

  private boolean perBatch(ContributionInfo info) {
    try (Held<Penalty> held = registry.hold(info, Penalty.class)) {
      return held.get().scope() == PenaltyScope.PER_BATCH;
    } catch (GovernanceException | LinkageError e) {
      return false; // who checks the contribution says what is wrong with it
    }
  }
}
