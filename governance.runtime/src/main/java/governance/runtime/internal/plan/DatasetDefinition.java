package governance.runtime.internal.plan;

import governance.api.data.Split;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.Node;
import java.util.List;
import java.util.Optional;

/**
 * A data set that a domain pack knows: from files, or from a generator.
 *
 * @param name name in the catalogue, unique
 * @param title its name for readers
 * @param source where it comes from
 * @param licence its licence
 * @param tier how freely it may be used
 * @param citation how to cite it
 * @param files its files below the data directory; empty with a generator
 * @param generator the data source that makes it, or empty
 * @param spec a fragment of a run spec
 */
public record DatasetDefinition(
    String name,
    String title,
    String source,
    String licence,
    Tier tier,
    String citation,
    List<DataFile> files,
    Optional<ContributionSpec> generator,
    Node.Obj spec) {
  /** Copies the list. */
  public DatasetDefinition {
    files = List.copyOf(files);
  }

  /** Returns what a user must know of the licence before using the data, or empty. */
  public Optional<String> notice() {
    return tier.notice(name, licence);
  }

  /**
   * A file of a data set.
   *
   * @param path path below the data directory, with {@code /}
   * @param sha256 digest of its bytes as stored, hexadecimal
   * @param split the part it is, or empty when rows are to be split by seed
   */
  public record DataFile(String path, String sha256, Optional<Split> split) {}
}
