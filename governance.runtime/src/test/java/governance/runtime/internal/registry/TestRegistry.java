package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.run.ContributionInfo.Rejection;
import governance.runtime.internal.settings.SettingsType;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A registry that tests fill by hand. */
public final class TestRegistry {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Contributions table = new Contributions();
  private final Map<String, FakeProvider> providers = new LinkedHashMap<>();

  /** Returns the registry. */
  public Registry registry() {
    return table;
  }

  /** Adds a contribution and returns it for further settings, which have to come at once. */
  public FakeProvider add(Kind kind, String id, Supplier<?> instances) {
    FakeProvider provider = new FakeProvider(instances);
    provider.properties.put("governance.kind", kind.name());
    provider.properties.put("governance.id", id);
    provider.offered = KindTypes.of(kind);
    table.add(provider);
    providers.put(kind + " " + id, provider);
    return provider;
  }

  /** Adds a contribution that nobody calls. */
  public FakeProvider add(Kind kind, String id) {
    Class<?> type = KindTypes.of(kind);
    return add(
        kind,
        id,
        () ->
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> {
                  throw new UnsupportedOperationException(method.toString());
                }));
  }

  /** Adds a provider as it is. */
  public void add(FakeProvider provider) {
    table.add(provider);
  }

  /** Lets a contribution leave. */
  public void remove(Kind kind, String id) {
    table.remove(providers.get(kind + " " + id));
  }

  /** A provider without a framework. */
  public static final class FakeProvider implements Provider {
    /** Service properties. */
    public final Map<String, Object> properties = new HashMap<>();

    /** How many instances are in use. */
    public final AtomicInteger inUse = new AtomicInteger();

    /** Settings that the metatype declares. */
    public SettingsType type = SettingsType.NONE;

    /** The interface it is registered under. */
    public Class<?> offered;

    /** Higher ones are used. */
    public int rank;

    /** Lower ones were there first. */
    public long order = NUMBERS.getAndIncrement();

    /** Why its bundle may not be used. */
    public Rejection refusal;

    /** Symbolic name. */
    public String bundle = "test.bundle";

    /** Version of the bundle. */
    public String version = "1.2.3";

    private final Supplier<?> instances;

    /** Makes instances by a supplier. */
    public FakeProvider(Supplier<?> instances) {
      this.instances = instances;
    }

    @Override
    public Object property(String key) {
      return properties.get(key);
    }

    @Override
    public String bundle() {
      return bundle;
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public String sha256() {
      return "ab".repeat(32);
    }

    @Override
    public boolean offers(Class<?> wanted) {
      return offered != null && wanted.isAssignableFrom(offered);
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public long order() {
      return order;
    }

    @Override
    public Optional<Rejection> refused() {
      return Optional.ofNullable(refusal);
    }

    @Override
    public SettingsType settings(String id) {
      return type;
    }

    /** Declares settings. */
    public FakeProvider settings(SettingsType declared) {
      type = declared;
      properties.put("governance.settings", "test.Config");
      return this;
    }

    /** Declares needs. */
    public FakeProvider needs(String... names) {
      properties.put("governance.needs", names);
      return this;
    }

    /** Declares tasks. */
    public FakeProvider tasks(String... names) {
      properties.put("governance.tasks", names);
      return this;
    }

    @Override
    public Lease lease() {
      Object made = instances.get();
      inUse.incrementAndGet();
      return new Lease() {
        @Override
        public Object instance() {
          return made;
        }

        @Override
        public void release() {
          inUse.decrementAndGet();
        }
      };
    }

    @Override
    public String failure() {
      return "StackOverflowError";
    }
  }
}
