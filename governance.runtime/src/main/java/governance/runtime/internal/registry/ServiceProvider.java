package governance.runtime.internal.registry;

import governance.admission.Admission;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import governance.runtime.internal.settings.SettingsType;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/** A contribution that is a service of the framework. */
final class ServiceProvider implements Provider {
  private final BundleContext context;
  private final ServiceReference<Object> reference;
  private final Bundle bundle;
  private final BundleDigest digests;
  private final BundleSettings settings;
  private final Components components;
  private final Admission admission;

  ServiceProvider(
      BundleContext context,
      ServiceReference<Object> reference,
      BundleDigest digests,
      BundleSettings settings,
      Components components,
      Admission admission) {
    this.context = context;
    this.reference = reference;
    this.bundle = reference.getBundle();
    this.digests = digests;
    this.settings = settings;
    this.components = components;
    this.admission = admission;
  }

  @Override
  public Object property(String key) {
    return reference.getProperty(key);
  }

  @Override
  public String bundle() {
    return bundle.getSymbolicName();
  }

  @Override
  public String version() {
    return bundle.getVersion().toString();
  }

  @Override
  public String sha256() {
    return digests.of(bundle);
  }

  @Override
  public boolean offers(Class<?> type) {
    boolean named = false;
    for (String name : (String[]) reference.getProperty("objectClass")) {
      named |= name.equals(type.getName());
    }
    return named && reference.isAssignableTo(context.getBundle(), type.getName());
  }

  @Override
  public int rank() {
    return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
  }

  @Override
  public long order() {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }

  @Override
  public Optional<Rejection> refused() {
    Optional<Rejection> refused = Absence.refused(admission, bundle);
    return refused.isPresent()
        ? refused
        : settings
            .fault(bundle)
            .map(f -> new Rejection(Code.BROKEN_DESCRIPTOR, f, Descriptors.REMEDY));
  }

  @Override
  public SettingsType settings(String id) {
    return settings.of(bundle, id);
  }

  @Override
  public Lease lease() {
    // Gives a fresh instance where the component has prototype scope, else the bundle's or the only
    // one.
    ServiceObjects<Object> objects = context.getServiceObjects(reference);
    Object instance = objects == null ? null : objects.getService();
    return new ServiceLease(objects, instance);
  }

  @Override
  public String failure() {
    return components.failure(reference);
  }

  private record ServiceLease(ServiceObjects<Object> objects, Object instance) implements Lease {
    @Override
    public void release() {
      if (instance == null) {
        return;
      }
      try {
        objects.ungetService(instance);
      } catch (IllegalStateException | IllegalArgumentException gone) {
        // The service or this bundle has ended: the framework has taken the instance back itself.
        return;
      }
    }
  }
}
