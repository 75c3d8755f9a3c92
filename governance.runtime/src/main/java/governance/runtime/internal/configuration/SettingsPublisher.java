package governance.runtime.internal.configuration;

import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsType;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeProvider;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Publishes the settings of each contribution to the Metatype Service, under its id as PID, and
 * those of runtime and engine. A plug-in need not do more than declare its settings; documents are
 * read only when somebody asks.
 */
@Component(
    immediate = true,
    service = {})
public final class SettingsPublisher implements ServiceTrackerCustomizer<Object, String> {
  private final BundleContext context;
  private final Registry registry;
  private final Map<String, Published> published = new HashMap<>();
  private final ServiceTracker<Object, String> tracker;

  /** Begins to publish. */
  @Activate
  public SettingsPublisher(BundleContext context, @Reference Registry registry)
      throws InvalidSyntaxException {
    this.context = context;
    this.registry = registry;
    String declaring = "(&(governance.id=*)(governance.settings=*)(!(governance.settings=void)))";
    this.tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(declaring), this);
    OwnSettings.pids().forEach(this::publish);
    tracker.open(true);
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  @Override
  public String addingService(ServiceReference<Object> reference) {
    String pid = reference.getProperty("governance.id").toString();
    publish(pid);
    return pid;
  }

  @Override
  public void modifiedService(ServiceReference<Object> reference, String pid) {
    // A contribution declares its settings once.
  }

  @Override
  public void removedService(ServiceReference<Object> reference, String pid) {
    synchronized (published) {
      Published one = published.get(pid);
      if (one.uses > 1) {
        published.put(pid, new Published(one.registration, one.uses - 1));
      } else {
        published.remove(pid).registration.unregister();
      }
    }
  }

  private void publish(String pid) {
    synchronized (published) {
      Published one = published.get(pid);
      published.put(
          pid,
          one == null
              ? new Published(register(pid), 1)
              : new Published(one.registration, one.uses + 1));
    }
  }

  private ServiceRegistration<MetaTypeProvider> register(String pid) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(MetaTypeProvider.METATYPE_PID, pid);
    return context.registerService(MetaTypeProvider.class, new Provider(pid), properties);
  }

  private SettingsType type(String pid) {
    return OwnSettings.type(pid).orElseGet(() -> SettingsOf.all(registry, pid));
  }

  private record Published(ServiceRegistration<MetaTypeProvider> registration, int uses) {}

  private final class Provider implements MetaTypeProvider {
    private final String pid;

    Provider(String pid) {
      this.pid = pid;
    }

    @Override
    public ObjectClassDefinition getObjectClassDefinition(String asked, String locale) {
      return new SettingsDefinition(pid, type(pid));
    }

    @Override
    public String[] getLocales() {
      return null;
    }
  }
}
