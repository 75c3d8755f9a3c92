package governance.runtime.internal.store;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a run's folder: which the runtime writes itself, and which are the same whenever the
 * same spec is run with the same seed.
 */
public final class EvidenceFiles {
  /**
   * The files that hold times or the run's id, and those that hold digests of such files. All
   * others are the same, byte by byte.
   */
  public static final Set<String> VARYING =
      Collections.unmodifiableSet(
          new TreeSet<>(
              List.of(
                  "events.jsonl",
                  "manifest.json",
                  "report.html",
                  "report.json",
                  "status.json",
                  "timing.json")));

  private static final Set<String> OWN =
      Set.of(
          "committee.json",
          "decision.json",
          "encryption.json",
          "environment.json",
          "events.jsonl",
          "gates.json",
          "manifest.json",
          "metrics.json",
          "plan.json",
          "predictions.conll",
          "predictions.jsonl",
          "privacy.json",
          "spec.json",
          "status.json",
          "timing.json",
          "training-reference.jsonl",
          "training.jsonl",
          "validation.json");

  private static final Set<String> FOLDERS =
      Set.of("checkpoints", "data", "explanations", "model", "signatures");

  private EvidenceFiles() {}

  /** Returns whether a name at the top of the run's folder is taken by the runtime itself. */
  public static boolean taken(String name) {
    return OWN.contains(name)
        || FOLDERS.contains(name)
        || name.startsWith("training-member-")
        || name.startsWith("training-attack-");
  }

  /** Returns the name that a file has when it is not encrypted. */
  public static String plain(String name) {
    return name.endsWith(StoredFiles.ENCRYPTED)
        ? name.substring(0, name.length() - StoredFiles.ENCRYPTED.length())
        : name;
  }

  /**
   * Returns whether a file, by its path in the run's folder, may differ between two runs. What is
   * encrypted does: each file has a key and nonces of its own.
   */
  public static boolean varies(String name) {
    return VARYING.contains(name)
        || name.equals("encryption.json")
        || name.endsWith(StoredFiles.ENCRYPTED);
  }
}
