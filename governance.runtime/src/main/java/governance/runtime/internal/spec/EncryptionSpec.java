package governance.runtime.internal.spec;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a run's evidence is encrypted.
 *
 * @param keyring folder of the keyring; empty for that of the installation
 * @param parts the parts whose files are encrypted
 * @param subject the column that names the subject of a row; rows are sealed by the key of their
 *     subject then
 * @param columns columns that are sealed in rows; empty for all when there is a subject
 */
public record EncryptionSpec(
    Optional<Path> keyring, Set<Part> parts, Optional<String> subject, List<String> columns) {
  /** A part of the evidence. */
  public enum Part {
    /** Predictions of the test rows. */
    PREDICTIONS,
    /** States from which training can go on. */
    CHECKPOINTS,
    /** The data sets that a run leaves. */
    DATA,
    /** Figures, explanations, decisions of gates, the data card and the documents. */
    EVIDENCE,
    /** The tuned model. */
    MODEL
  }

  /** Copies the sets. */
  public EncryptionSpec {
    parts = parts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(parts));
    columns = List.copyOf(columns);
  }

  /** Returns whether rows are sealed. */
  public boolean rows() {
    return subject.isPresent() || !columns.isEmpty();
  }
}
