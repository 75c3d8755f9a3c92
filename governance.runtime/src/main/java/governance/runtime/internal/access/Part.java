package governance.runtime.internal.access;

import governance.runtime.internal.store.EvidenceFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of what a run leaves, by what it gives away. */
public enum Part {
  /** Plan, course, figures and decisions: no row and no model. */
  AGGREGATES,
  /** The documents, which show a sample of explained rows. */
  REPORT,
  /** The rows that were used, and which of them were tested. */
  ROWS,
  /** What the models say of each test row, with its groups. */
  PREDICTIONS,
  /** Explanations of single rows. */
  EXPLANATIONS,
  /** The tuned model, with checkpoints: it can give away what it was trained on. */
  MODEL;

  /** Files of the data that are no lines, and are about single rows all the same. */
  private static final Set<String> ROWS_TOO = Set.of("data/canaries.json", "data/splits.json");

  /** Returns the name that policies and commands have for it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the part of that name. */
  public static Optional<Part> of(String written) {
    return Arrays.stream(values()).filter(p -> p.written().equals(written)).findFirst();
  }

  /** Returns the names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Part::written).toList();
  }

  /** Returns the part that a file belongs to, by its path in a run's folder with slashes. */
  public static Part ofFile(String stored) {
    String name = EvidenceFiles.plain(stored);
    if (name.startsWith("model/") || name.startsWith("checkpoints/")) {
      return MODEL;
    }
    if (name.startsWith("explanations/")) {
      return EXPLANATIONS;
    }
    if (name.startsWith("predictions.")) {
      return PREDICTIONS;
    }
    if (name.startsWith("data/") && (name.endsWith(".jsonl") || ROWS_TOO.contains(name))) {
      return ROWS;
    }
    boolean document = name.startsWith("report.") || !name.matches(".*\\.jsonl?");
    return document ? REPORT : AGGREGATES;
  }
}
