package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The contributions of the framework at this moment. Safe for use by several threads. */
public interface Registry {
  /** Returns all contributions, usable and rejected, sorted by kind, id and bundle. */
  List<ContributionInfo> contributions();

  /** Returns those of one kind, in the same way. */
  List<ContributionInfo> contributions(Kind kind);

  /** Returns the contribution of that kind and id that is to be used. */
  Optional<ContributionInfo> find(Kind kind, String id);

  /** Returns the same, but one that is preferred if it is there and can be used. */
  Optional<ContributionInfo> find(Kind kind, String id, Predicate<ContributionInfo> preferred);

  /**
   * Returns why this one is used and not another of the same kind and id, for readers; an empty
   * string when there is no other.
   */
  String choice(ContributionInfo used);

  /** Returns the settings that a usable contribution declares; empty when it declares none. */
  Declaration declaration(ContributionInfo info);

  /**
   * Takes an instance of a contribution, of its own where the component has prototype scope, until
   * it is closed. Others of the same id do not matter, also not those that came since.
   *
   * @param info what was found or planned; bundle, version and digest must still be the same
   * @param type the interface of its kind
   * @throws governance.api.GovernanceException if it is gone, has changed or cannot be made
   */
  <T> Held<T> hold(ContributionInfo info, Class<T> type);
}
