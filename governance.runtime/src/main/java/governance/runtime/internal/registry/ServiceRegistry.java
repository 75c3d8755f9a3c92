package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The registry over the framework's services. Services are tracked whatever class space they are
 * in, so that one built against another version of the API is listed with its reason instead of
 * being invisible. The framework calls {@link #removedService} before a service ends; that is where
 * runs are told.
 */
@Component(service = Registry.class)
public final class ServiceRegistry
    implements Registry, ServiceTrackerCustomizer<Object, ServiceProvider> {
  private static final String CAPABILITY = "governance.contribution";

  private final Contributions table = new Contributions();
  private final BundleDigest digests = new BundleDigest();
  private final BundleSettings settings = new BundleSettings();
  private final BundleContext context;
  private final Components components;
  private final ServiceTracker<Object, ServiceProvider> tracker;

  /** Begins to track. */
  @Activate
  public ServiceRegistry(BundleContext context, @Reference ServiceComponentRuntime runtime)
      throws InvalidSyntaxException {
    this.context = context;
    this.components = new Components(runtime);
    String marked = "(|(governance.kind=*)(governance.id=*))";
    this.tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(marked), this);
    tracker.open(true);
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  @Override
  public ServiceProvider addingService(ServiceReference<Object> reference) {
    ServiceProvider provider =
        new ServiceProvider(context, reference, digests, settings, components);
    table.add(provider);
    return provider;
  }

  @Override
  public void modifiedService(ServiceReference<Object> reference, ServiceProvider provider) {
    // Declarations are fixed when a component is built; other properties do not concern a run.
  }

  @Override
  public void removedService(ServiceReference<Object> reference, ServiceProvider provider) {
    table.remove(provider);
  }

  @Override
  public List<ContributionInfo> contributions() {
    List<ContributionInfo> all = new ArrayList<>(table.contributions());
    Set<String> present = new HashSet<>();
    all.forEach(info -> present.add(key(info.bundle(), String.valueOf(info.kind()), info.id())));
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        for (BundleCapability declared : revision.getDeclaredCapabilities(CAPABILITY)) {
          absent(bundle, declared.getAttributes(), present).ifPresent(all::add);
        }
      }
    }
    return Contributions.sorted(all);
  }

  private Optional<ContributionInfo> absent(
      Bundle bundle, Map<String, Object> declared, Set<String> present) {
    String kind = Components.text(declared, "kind");
    String id = Components.text(declared, "id");
    if (present.contains(key(bundle.getSymbolicName(), kind, id))) {
      return Optional.empty();
    }
    String domain = Components.text(declared, "domain");
    return Optional.of(
        new ContributionInfo(
            Arrays.stream(Kind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElse(null),
            id,
            domain.isEmpty() ? "any" : domain,
            bundle.getSymbolicName(),
            bundle.getVersion().toString(),
            digests.of(bundle),
            new Rejection(Code.NOT_AVAILABLE, components.absence(bundle, kind, id))));
  }

  private static String key(String bundle, String kind, String id) {
    return bundle + "/" + kind + "/" + id;
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id) {
    return table.find(kind, id);
  }

  @Override
  public Declaration declaration(ContributionInfo info) {
    return table.declaration(info);
  }

  @Override
  public <T> Held<T> hold(ContributionInfo info, Class<T> type) {
    return table.hold(info, type);
  }
}
