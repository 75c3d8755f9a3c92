package governance.api.privacy;

import governance.api.data.Dataset;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What rows are described by.
 *
 * @since 1.1
 */
@ProviderType
public interface SummarySetup {
  /** Returns the rows, of which no person has more than {@link #rowsPerPerson}. */
  Dataset data();

  /** Returns how many rows one person has at most, at least 1: ε and δ are those of a person. */
  default int rowsPerPerson() {
    return 1;
  }

  /** Returns the columns to describe, at least one; each is in the data. */
  List<SummaryColumn> columns();

  /** Returns ε of everything that is released, above 0. */
  double epsilon();

  /** Returns δ of everything that is released, in [0, 1); 0 asks for noise that needs none. */
  double delta();

  /** Returns how often an interval is to hold, in (0, 1). */
  double confidence();
}
