package governance.api.train;

import governance.api.Settings;
import governance.api.model.Task;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a penalty knows before training begins. */
@ProviderType
public interface PenaltySetup {
  /** Returns the settings as an instance of the annotation type that declares them. */
  <A> A settings(Class<A> type);

  /** Returns the settings as they were given. */
  Settings settings();

  /** Returns what the model predicts. */
  Task task();

  /** Returns the names of the classes, in the order of the logits. */
  List<String> classes();

  /**
   * Returns the index of the favourable class among {@link #classes()}, or -1 if the run names
   * none.
   *
   * @since 1.1
   */
  int favourable();

  /** Returns the names of the protected columns; may be empty. */
  List<String> protectedColumns();

  /**
   * Returns the groups of a protected column that occur in training, in the order of membership
   * columns.
   */
  List<String> groups(String protectedColumn);

  /** Returns the names of the other parties whose models take part; may be empty. */
  List<String> parties();

  /**
   * Returns the width H of the model's hidden states, as {@link PenaltyContext#representation()}
   * has them.
   *
   * @since 1.1
   */
  int hiddenSize();

  /** Returns the run's seed. */
  long seed();
}
