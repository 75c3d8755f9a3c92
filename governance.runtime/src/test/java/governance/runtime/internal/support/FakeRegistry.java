package governance.runtime.internal.support;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.Settings;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.registry.Declaration;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A registry of instances put into it by a test, which may also take them out during a run. */
public final class FakeRegistry implements Registry {
  private final Map<ContributionInfo, Object> instances = new LinkedHashMap<>();
  private final Map<String, String> descriptions = new LinkedHashMap<>();
  private final List<One<?>> held = new ArrayList<>();

  /** Adds a contribution. */
  public FakeRegistry add(Kind kind, String id, Object instance) {
    instances.put(Specs.info(kind, id), instance);
    return this;
  }

  /** Has a contribution declare a description. */
  public FakeRegistry describe(String id, String description) {
    descriptions.put(id, description);
    return this;
  }

  /** Has a contribution leave, as when its bundle is stopped. */
  public void remove(String id) {
    instances.keySet().removeIf(i -> i.id().equals(id));
    List.copyOf(held).stream().filter(h -> h.info().id().equals(id)).forEach(One::depart);
  }

  /** Returns how many instances are held. */
  public long holding() {
    return held.stream().filter(h -> !h.closed).count();
  }

  /** Returns everything as chosen without settings. */
  public List<Chosen> chosen() {
    return instances.keySet().stream()
        .map(i -> new Chosen(i, Settings.of(i.id(), Map.of())))
        .toList();
  }

  @Override
  public List<ContributionInfo> contributions() {
    return List.copyOf(instances.keySet());
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id) {
    return instances.keySet().stream()
        .filter(i -> i.kind() == kind && i.id().equals(id))
        .findFirst();
  }

  @Override
  public List<ContributionInfo> contributions(Kind kind) {
    return contributions().stream().filter(info -> info.kind() == kind).toList();
  }

  @Override
  public Optional<ContributionInfo> find(
      Kind kind, String id, Predicate<ContributionInfo> preferred) {
    return find(kind, id);
  }

  @Override
  public String choice(ContributionInfo used) {
    return "";
  }

  @Override
  public Declaration declaration(ContributionInfo info) {
    return new Declaration(
        SettingsType.NONE,
        Set.of(),
        Declaration.CLASSIFYING,
        descriptions.getOrDefault(info.id(), ""));
  }

  @Override
  public <T> Held<T> hold(ContributionInfo info, Class<T> type) {
    One<T> one = new One<>(info, type.cast(instances.get(info)));
    held.add(one);
    return one;
  }

  private static final class One<T> implements Held<T> {
    private final ContributionInfo info;
    private final T instance;
    private Runnable listener;
    private volatile boolean departed;
    private volatile boolean closed;

    One(ContributionInfo info, T instance) {
      this.info = info;
      this.instance = instance;
    }

    void depart() {
      departed = true;
      if (listener != null) {
        listener.run();
      }
      closed = true;
    }

    @Override
    public ContributionInfo info() {
      return info;
    }

    @Override
    public T get() {
      if (closed) {
        throw new GovernanceException(
            new Problem(Remedy.INSTALL_BUNDLE, info.id(), "has left", "", ""));
      }
      return instance;
    }

    @Override
    public boolean departed() {
      return departed;
    }

    @Override
    public void onDeparture(Runnable other) {
      listener = other;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
