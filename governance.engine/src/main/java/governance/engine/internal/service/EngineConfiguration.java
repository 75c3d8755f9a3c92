package governance.engine.internal.service;

import governance.engine.internal.device.LibtorchSettings;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/**
 * What the installation says about the engine, under the PID {@code governance.engine}. It counts
 * until the native library is loaded; a later change counts from the next start on.
 */
@Component(service = EngineConfiguration.class, configurationPid = LibtorchSettings.PID)
public final class EngineConfiguration {
  private final BundleContext context;
  private volatile Map<String, Object> configured;

  /** Reads properties of the framework and the configuration. */
  @Activate
  public EngineConfiguration(BundleContext context, Map<String, Object> configured) {
    this.context = context;
    this.configured = configured;
  }

  /** Outside a framework: system properties and environment only. */
  EngineConfiguration() {
    this(null, Map.of());
  }

  @Modified
  void modified(Map<String, Object> values) {
    configured = values;
  }

  LibtorchSettings libtorch() {
    return LibtorchSettings.of(this::property, System::getenv, configured);
  }

  private String property(String name) {
    return context == null ? System.getProperty(name) : context.getProperty(name);
  }
}
