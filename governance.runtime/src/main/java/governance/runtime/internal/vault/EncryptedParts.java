package governance.runtime.internal.vault;

import governance.runtime.internal.spec.EncryptionSpec.Part;
import java.util.Optional;
import java.util.Set;

/**
 * To which part of the evidence a file belongs. What an outsider needs to check a run without a key
 * belongs to none: spec, plan, environment, status, times, digests, the log and the manifest.
 */
final class EncryptedParts {
  private static final String CANARIES = "data/canaries.json";
  private static final Set<String> EVIDENCE =
      Set.of(
          "committee.json",
          "data/card.json",
          "data/inspection.json",
          "data/parties.json",
          "decision.json",
          "gates.json",
          "metrics.json",
          "validation.json");
  private static final Set<String> OPEN =
      Set.of(
          "encryption.json",
          "environment.json",
          "events.jsonl",
          "manifest.json",
          "plan.json",
          "spec.json",
          "status.json",
          "timing.json");

  /** Events whose data are figures. */
  private static final Set<String> FIGURES =
      Set.of(
          "decision-rule",
          "epoch",
          "explained",
          "gates",
          "imprecise-penalty",
          "inspected",
          "member-trained",
          "reference-trained",
          "trained");

  private EncryptedParts() {}

  /** Returns the part of a file, by its path in the run's folder; empty for an open one. */
  static Optional<Part> of(String name) {
    if (name.startsWith("predictions.")) {
      return Optional.of(Part.PREDICTIONS);
    }
    if (name.startsWith("checkpoints/")) {
      return Optional.of(Part.CHECKPOINTS);
    }
    if (name.startsWith("model/")) {
      return Optional.of(Part.MODEL);
    }
    if (name.startsWith("data/") && (name.endsWith(".jsonl") || name.equals(CANARIES))) {
      return Optional.of(Part.DATA);
    }
    boolean figures = EVIDENCE.contains(name) || name.startsWith("explanations/");
    return figures || document(name) ? Optional.of(Part.EVIDENCE) : Optional.empty();
  }

  /** What renderers make lies beside the runtime's own files. */
  private static boolean document(String name) {
    return !name.contains("/")
        && !name.startsWith(".")
        && !OPEN.contains(name)
        && !name.startsWith("training");
  }

  /** Returns whether the data of an event are figures. */
  static boolean figures(String event) {
    return FIGURES.contains(event);
  }
}
