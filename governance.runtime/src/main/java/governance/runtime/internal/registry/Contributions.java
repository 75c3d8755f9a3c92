package governance.runtime.internal.registry;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table behind the registry: knows providers, not the framework. Safe for use by several
 * threads.
 */
final class Contributions implements Registry {
  private final Map<Provider, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Provider, Set<HeldInstance<?>>> held = new ConcurrentHashMap<>();

  void add(Provider provider) {
    entries.put(provider, new Entry(provider));
  }

  /** Takes a provider out and, before that ends, tells those who hold instances of it. */
  void remove(Provider provider) {
    entries.remove(provider);
    Set<HeldInstance<?>> holders = held.remove(provider);
    if (holders != null) {
      List.copyOf(holders).forEach(HeldInstance::depart);
    }
  }

  @Override
  public List<ContributionInfo> contributions() {
    Map<String, Entry> used = new HashMap<>();
    for (Entry entry : entries.values()) {
      if (entry.invalid == null) {
        used.merge(key(entry), entry, (a, b) -> b.provider.precedes(a.provider) ? b : a);
      }
    }
    List<ContributionInfo> all = new ArrayList<>();
    for (Entry entry : entries.values()) {
      all.add(entry.info(rejection(entry, used)));
    }
    return sorted(all);
  }

  private static String key(Entry entry) {
    return entry.kind + " " + entry.id;
  }

  static List<ContributionInfo> sorted(List<ContributionInfo> all) {
    all.sort(
        Comparator.comparing(
                ContributionInfo::kind, Comparator.nullsLast(Comparator.<Kind>naturalOrder()))
            .thenComparing(ContributionInfo::id)
            .thenComparing(i -> i.rejected() != null)
            .thenComparing(ContributionInfo::bundle)
            .thenComparing(ContributionInfo::version));
    return List.copyOf(all);
  }

  private static Rejection rejection(Entry entry, Map<String, Entry> used) {
    if (entry.invalid != null) {
      return entry.invalid;
    }
    Entry first = used.get(key(entry));
    if (first != entry) {
      String detail = "bundle " + first.provider.bundle() + " has the same id and a higher rank";
      return new Rejection(Code.SHADOWED, detail);
    }
    return entry.failure();
  }

  private Optional<Entry> used(Kind kind, String id) {
    Entry best = null;
    for (Entry entry : entries.values()) {
      boolean same = entry.invalid == null && entry.kind == kind && entry.id.equals(id);
      if (same && (best == null || entry.provider.precedes(best.provider))) {
        best = entry;
      }
    }
    return Optional.ofNullable(best);
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id) {
    return used(kind, id).map(entry -> entry.info(null));
  }

  @Override
  public Declaration declaration(ContributionInfo info) {
    return used(info.kind(), info.id())
        .map(
            entry ->
                new Declaration(
                    entry.settings(), entry.needs(), entry.tasks(), entry.description()))
        .orElseThrow(() -> gone(info, "is not there"));
  }

  @Override
  public <T> Held<T> hold(ContributionInfo info, Class<T> type) {
    Entry entry = used(info.kind(), info.id()).orElseThrow(() -> gone(info, "has left"));
    if (!entry.info(null).equals(info)) {
      ContributionInfo now = entry.info(null);
      throw gone(info, "has changed: now " + now.bundle() + " " + now.version());
    }
    Provider.Lease lease = lease(entry, info);
    if (!type.isInstance(lease.instance())) {
      lease.release();
      throw unusable(entry, info, "is no " + type.getName());
    }
    Provider provider = entry.provider;
    HeldInstance<?>[] self = new HeldInstance<?>[1];
    HeldInstance<T> instance =
        new HeldInstance<>(info, lease, type, () -> forget(provider, self[0]));
    self[0] = instance;
    held.computeIfAbsent(provider, p -> ConcurrentHashMap.newKeySet()).add(instance);
    if (!entries.containsKey(provider)) {
      instance.depart();
      throw gone(info, "has left");
    }
    entry.failed(null);
    return instance;
  }

  private void forget(Provider provider, HeldInstance<?> instance) {
    held.computeIfPresent(
        provider,
        (p, holders) -> {
          holders.remove(instance);
          return holders.isEmpty() ? null : holders;
        });
  }

  private static Provider.Lease lease(Entry entry, ContributionInfo info) {
    Provider.Lease lease;
    try {
      lease = entry.provider.lease();
    } catch (RuntimeException | LinkageError e) {
      throw unusable(entry, info, "could not be made: " + e);
    }
    if (lease.instance() == null) {
      lease.release();
      String why = entry.provider.failure();
      throw unusable(entry, info, "could not be made" + (why.isEmpty() ? "" : ": " + why));
    }
    return lease;
  }

  private static GovernanceException unusable(Entry entry, ContributionInfo info, String got) {
    entry.failed(got);
    String advice = "Report this to the maker of bundle " + info.bundle() + " " + info.version();
    return new GovernanceException(
        new Problem(Remedy.REPORT_BUG, named(info), got, "an instance of its kind", advice));
  }

  private static GovernanceException gone(ContributionInfo info, String got) {
    String was = info.bundle() + " " + info.version();
    return new GovernanceException(
        new Problem(
            Remedy.INSTALL_BUNDLE, named(info), got, "bundle " + was, "Install and start it"));
  }

  private static String named(ContributionInfo info) {
    return Names.of(info.kind()) + " " + info.id();
  }
}
