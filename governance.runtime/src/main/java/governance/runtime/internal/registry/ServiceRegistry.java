package governance.runtime.internal.registry;

import governance.admission.Admission;
import governance.api.Kind;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private final Admission admission;
  private final Absence absence;
  private final PluginFolder folder;
  private final ServiceTracker<Object, ServiceProvider> tracker;

  /** Begins to track. */
  @Activate
  public ServiceRegistry(
      BundleContext context,
      @Reference ServiceComponentRuntime runtime,
      @Reference Admission admission)
      throws InvalidSyntaxException {
    this.context = context;
    this.components = new Components(runtime);
    this.admission = admission;
    this.absence = new Absence(admission, new Requirements(context), components);
    this.folder = new PluginFolder(context);
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
        new ServiceProvider(context, reference, digests, settings, components, admission);
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
    addAbsent(all, null);
    for (Bundle bundle : context.getBundles()) {
      if (declared(bundle).isEmpty()) {
        useless(bundle).ifPresent(why -> all.add(info(bundle, Map.of(), why)));
      }
    }
    all.addAll(folder.rejected());
    return Contributions.sorted(all);
  }

  @Override
  public List<ContributionInfo> contributions(Kind kind) {
    List<ContributionInfo> all = new ArrayList<>(table.contributions(kind));
    addAbsent(all, kind);
    return Contributions.sorted(all);
  }

  /** Adds what bundles declare and do not offer. */
  private void addAbsent(List<ContributionInfo> all, Kind wanted) {
    Set<String> present = new HashSet<>();
    all.forEach(
        info ->
            present.add(
                key(info.bundle(), info.version(), String.valueOf(info.kind()), info.id())));
    for (Bundle bundle : context.getBundles()) {
      String name = bundle.getSymbolicName();
      String version = bundle.getVersion().toString();
      for (BundleCapability capability : declared(bundle)) {
        Map<String, Object> declared = capability.getAttributes();
        String kind = Components.text(declared, "kind");
        String id = Components.text(declared, "id");
        boolean asked = wanted == null || wanted.name().equals(kind);
        if (asked && !present.contains(key(name, version, kind, id))) {
          all.add(info(bundle, declared, absence.of(bundle, kind, id)));
        }
      }
    }
  }

  private static List<BundleCapability> declared(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null ? List.of() : revision.getDeclaredCapabilities(CAPABILITY);
  }

  /** Returns why a plug-in that says nothing of what it contributes does not run. */
  private Optional<Rejection> useless(Bundle bundle) {
    Optional<Rejection> refused = Absence.refused(admission, bundle);
    return refused.isPresent() || !folder.holds(bundle) || isFragment(bundle)
        ? refused
        : absence.of(bundle);
  }

  private static boolean isFragment(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  private ContributionInfo info(Bundle bundle, Map<String, Object> declared, Rejection why) {
    String kind = Components.text(declared, "kind");
    String domain = Components.text(declared, "domain");
    return new ContributionInfo(
        Arrays.stream(Kind.values()).filter(k -> k.name().equals(kind)).findFirst().orElse(null),
        Components.text(declared, "id"),
        domain.isEmpty() ? "any" : domain,
        bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        digests.of(bundle),
        why);
  }

  private static String key(String bundle, String version, String kind, String id) {
    return bundle + " " + version + "/" + kind + "/" + id;
  }

  @Override
  public Optional<ContributionInfo> find(Kind kind, String id) {
    return table.find(kind, id);
  }

  @Override
  public Optional<ContributionInfo> find(
      Kind kind, String id, Predicate<ContributionInfo> preferred) {
    return table.find(kind, id, preferred);
  }

  @Override
  public String choice(ContributionInfo used) {
    return table.choice(used);
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
