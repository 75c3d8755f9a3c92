package governance.crypto;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open keyring. Each change is on the disk, whole or not at all, when the call returns. Safe for
 * use by several threads and processes.
 */
@ProviderType
public interface Keyring {
  /** Returns what tells it from others. */
  String id();

  /** Returns its folder. */
  Path folder();

  /** Returns what encrypts it. */
  Protection protection();

  /** Returns its keys, oldest first. */
  List<KeyVersion> versions();

  /** Adds a key that wraps data keys from now on; the older ones still unwrap. */
  KeyVersion rotate();

  /** Encrypts it with something else. */
  void protect(Protection other);

  /**
   * Destroys one of its keys; data keys that are wrapped by it are lost.
   *
   * @throws governance.api.GovernanceException if there is no such key, or it is the primary one
   */
  void destroy(String key);

  /** Destroys it with all keys; everything that was encrypted is lost. */
  void destroy();

  /**
   * Makes a data key.
   *
   * @param context what it is for; the same must be given to open it
   */
  Envelope envelope(String context);

  /**
   * Opens a data key.
   *
   * @throws governance.api.GovernanceException if it was altered, is of another context or keyring,
   *     or of a key that was destroyed
   */
  DataKey open(Envelope envelope, String context);

  /** Wraps a data key by the primary key; the data key stays the same. */
  Envelope rewrap(Envelope envelope, String context);

  /** Returns the keys of subjects. */
  SubjectKeys subjects();
}
