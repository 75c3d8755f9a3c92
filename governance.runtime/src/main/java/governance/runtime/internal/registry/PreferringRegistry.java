package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A registry that finds certain versions first, such as those that a run began with. */
public final class PreferringRegistry implements Registry {
  private final Registry registry;
  private final Predicate<ContributionInfo> preferred;

  /** Prefers some contributions of a registry. */
  public PreferringRegistry(Registry registry, Predicate<ContributionInfo> preferred) {
    this.registry = registry;
    this.preferred = preferred;
  }

  @Override
  public List<ContributionInfo> contributions() {
    return registry.contributions();
  }

  @Override
  public List<ContributionInfo> contributions(Kind kind) {
    return registry.contributions(kind);
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id) {
    return registry.find(kind, id, preferred);
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id, Predicate<ContributionInfo> first) {
    return registry.find(kind, id, first);
  }

  @Override
  public String choice(ContributionInfo used) {
    return registry.choice(used);
  }

  @Override
  public Declaration declaration(ContributionInfo info) {
    return registry.declaration(info);
  }

  @Override
  public <T> Held<T> hold(ContributionInfo info, Class<T> type) {
    return registry.hold(info, type);
  }
}
