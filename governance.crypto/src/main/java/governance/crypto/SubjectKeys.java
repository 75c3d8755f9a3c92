package governance.crypto;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys of subjects: a subject has the same random key in all runs, found by a pseudonym of it.
 * Who a subject is, is stored nowhere.
 */
@ProviderType
public interface SubjectKeys {
  /** Returns the key of each subject; those that have none get one, which is on the disk then. */
  Map<String, SealingKey> of(Collection<String> subjects);

  /** Returns a key by its id; empty when it is gone. */
  Optional<SealingKey> find(String id);

  /** Returns whether a key of that id was destroyed by {@link #shred}. */
  boolean shredded(String id);

  /** Returns the id of a subject's key; empty when it has none. */
  Optional<String> id(String subject);

  /**
   * Destroys the key of a subject: what was encrypted with it can never be read again.
   *
   * @return the id of the key; empty when the subject has none
   */
  Optional<String> shred(String subject);

  /** Returns how many subjects have a key. */
  int size();

  /** Returns how many keys were destroyed. */
  int destroyed();
}
