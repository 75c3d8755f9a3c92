package governance.runtime.internal.registry;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The table behind the registry: knows providers, not the framework. Safe for use by several
 * threads.
 */
final class Contributions implements Registry {
  /** How long one constructor may take, in milliseconds. */
  private static final long PATIENCE = 5_000;

  private final Probe probe = new Probe(PATIENCE);
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
    return contributions(entries.values());
  }

  @Override
  public List<ContributionInfo> contributions(Kind kind) {
    return contributions(entries.values().stream().filter(e -> e.kind == kind).toList());
  }

  private List<ContributionInfo> contributions(Collection<Entry> chosen) {
    Map<String, List<Entry>> groups = new HashMap<>();
    List<ContributionInfo> all = new ArrayList<>();
    for (Entry entry : chosen) {
      if (entry.invalid == null) {
        groups.computeIfAbsent(entry.kind + " " + entry.id, k -> new ArrayList<>()).add(entry);
      } else {
        all.add(entry.info(entry.invalid));
      }
    }
    probe.tryAll(chosen);
    groups.values().forEach(same -> judge(Choice.ordered(same), all));
    return sorted(all);
  }

  private static void judge(List<Entry> ordered, List<ContributionInfo> all) {
    Entry used = null;
    for (Entry entry : ordered) {
      Rejection rejection = entry.rejection();
      if (rejection == null && used != null) {
        rejection = shadowed(used, entry);
      } else if (rejection == null) {
        used = entry;
      }
      all.add(entry.info(rejection));
    }
  }

  private static Rejection shadowed(Entry used, Entry other) {
    String by = "bundle " + used.provider.bundle() + " " + used.provider.version();
    return new Rejection(
        Code.SHADOWED,
        by + " has the same id and is used: " + Choice.reason(used, other),
        "Remove one of them, or give the one you want a higher service.ranking");
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

  /** Returns all of that kind and id, the first to be used first. */
  private List<Entry> same(Kind kind, String id) {
    List<Entry> same = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.invalid == null && entry.kind == kind && entry.id.equals(id)) {
        same.add(entry);
      }
    }
    probe.tryAll(same);
    return Choice.ordered(same);
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id) {
    return find(kind, id, info -> false);
  }

  @Override
  public Optional<ContributionInfo> find(
      Kind kind, String id, Predicate<ContributionInfo> preferred) {
    List<ContributionInfo> usable =
        same(kind, id).stream()
            .filter(entry -> entry.rejection() == null)
            .map(entry -> entry.info(null))
            .toList();
    return usable.stream().filter(preferred).findFirst().or(() -> usable.stream().findFirst());
  }

  @Override
  public String choice(ContributionInfo info) {
    List<Entry> same = same(info.kind(), info.id());
    Entry used = same.stream().filter(entry -> entry.is(info)).findFirst().orElse(null);
    if (used == null || same.size() < 2) {
      return "";
    }
    List<String> others = new ArrayList<>();
    for (Entry other : same) {
      if (other != used) {
        Rejection rejection = other.rejection();
        boolean before = same.indexOf(other) < same.indexOf(used);
        String why =
            rejection != null
                ? rejection.code() + ", " + rejection.detail()
                : before ? "the run began with this one" : Choice.reason(used, other);
        others.add(other.provider.bundle() + " " + other.provider.version() + " (" + why + ")");
      }
    }
    return "rather than " + String.join(" and ", others);
  }

  private Optional<Entry> exact(ContributionInfo info) {
    return entries.values().stream().filter(e -> e.invalid == null && e.is(info)).findFirst();
  }

  @Override
  public Declaration declaration(ContributionInfo info) {
    return exact(info)
        .map(
            entry ->
                new Declaration(
                    entry.settings(), entry.needs(), entry.tasks(), entry.description()))
        .orElseThrow(() -> gone(info, "is not there"));
  }

  @Override
  public <T> Held<T> hold(ContributionInfo info, Class<T> type) {
    Entry entry = exact(info).orElseThrow(() -> gone(info, departure(info)));
    Rejection refused = entry.provider.refused().orElse(null);
    if (refused != null) {
      throw gone(info, "cannot be used: " + refused.code() + ", " + refused.detail());
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

  /** Returns what became of a contribution that is not there as it was. */
  private String departure(ContributionInfo info) {
    return same(info.kind(), info.id()).stream()
        .map(now -> "has changed: now " + now.provider.bundle() + " " + now.provider.version())
        .findFirst()
        .orElse("has left");
  }

  private static GovernanceException unusable(Entry entry, ContributionInfo info, String got) {
    entry.failed(Components.failed(got));
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
