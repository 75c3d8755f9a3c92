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
  /** Returns the rows, each of one person. */
  Dataset data();

  /** Returns the columns to describe, at least one; each is in the data. */
  List<SummaryColumn> columns();

  /** Returns ε of everything that is released, above 0. */
  double epsilon();

  /** Returns δ of everything that is released, in [0, 1); 0 asks for noise that needs none. */
  double delta();

  /** Returns how often an interval is to hold, in (0, 1). */
  double confidence();
}
