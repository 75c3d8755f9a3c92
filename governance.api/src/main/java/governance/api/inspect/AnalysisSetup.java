package governance.api.inspect;

import governance.api.Settings;
import governance.api.data.Dataset;
import governance.api.model.Task;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an analysis looks at.
 *
 * @since 1.1
 */
@ProviderType
public interface AnalysisSetup {
  /**
   * Returns the rows before any transform, in a run those of the training split. Columns of role
   * PROTECTED hold the name of each row's group (texts, null where it is not known), one column for
   * each protected attribute; the columns that attributes rest on have the role IGNORED where they
   * are withheld from the model.
   */
  Dataset data();

  /** Returns what is to be predicted. */
  Task task();

  /** Returns the column that holds one class for each row (texts, never null); empty for none. */
  Optional<String> label();

  /**
   * Returns the classes of the label in the order of a model's outputs; empty where there is no
   * label. Only one where all rows have the same.
   */
  List<String> classes();

  /** Returns the index of the class that is good for a person, or -1 when none is named. */
  int favourable();

  /** Returns the analysis's settings. */
  Settings settings();

  /** Returns the only source of randomness that an analysis may use. */
  long seed();
}
