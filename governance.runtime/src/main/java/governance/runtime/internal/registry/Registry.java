package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import java.util.List;
import java.util.Optional;

/** The contributions of the framework at this moment. Safe for use by several threads. */
public interface Registry {
  /** Returns all contributions, usable and rejected, sorted by kind, id and bundle. */
  List<ContributionInfo> contributions();

  /** Returns the contribution of that kind and id that can be used. */
  Optional<ContributionInfo> find(Kind kind, String id);

  /** Returns the settings that a usable contribution declares; empty when it declares none. */
  Declaration declaration(ContributionInfo info);

  /**
   * Takes an instance of a contribution, of its own where the component has prototype scope, until
   * it is closed.
   *
   * @param info what was found or planned; bundle, version and digest must still be the same
   * @param type the interface of its kind
   * @throws governance.api.GovernanceException if it is gone, has changed or cannot be made
   */
  <T> Held<T> hold(ContributionInfo info, Class<T> type);
}
