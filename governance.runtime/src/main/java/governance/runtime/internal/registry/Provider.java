package governance.runtime.internal.registry;

import governance.api.run.ContributionInfo.Rejection;
import governance.runtime.internal.settings.SettingsType;
import java.util.Optional;

/** Where a contribution comes from: a service of the framework, seen from the registry. */
interface Provider {
  /** Returns a service property, or null. */
  Object property(String key);

  /** Returns the symbolic name of the bundle. */
  String bundle();

  /** Returns the version of the bundle. */
  String version();

  /** Returns the digest of the bundle's content, hexadecimal SHA-256. */
  String sha256();

  /** Returns whether the service implements the given interface as this bundle sees it. */
  boolean offers(Class<?> type);

  /** Returns the ranking that its maker or the operator gave it; the highest is used. */
  int rank();

  /** Returns a number that is smaller for what was there earlier. */
  long order();

  /** Returns why its bundle may not be used whatever it declares; empty when it may. */
  Optional<Rejection> refused();

  /** Returns the settings that the bundle's metatype declares under an id. */
  SettingsType settings(String id);

  /** Makes an instance; the lease holds null when the framework gives none. */
  Lease lease();

  /** Returns why no instance could be made, in words, or an empty string when nothing is known. */
  String failure();

  /** An instance that is in use. */
  interface Lease {
    /** Returns the instance, or null when there is none. */
    Object instance();

    /** Gives it back. */
    void release();
  }
}
