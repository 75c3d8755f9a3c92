package governance.runtime.internal.configuration;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks Configuration Admin at each use. No component of a contribution is bound to a configuration:
 * a change never replaces an instance that a run holds, it counts from the next plan on.
 */
@Component(service = Configurations.class)
public final class AdminConfigurations implements Configurations {
  /** Keys that Configuration Admin and its agents add: File Install, Karaf, the Configurator. */
  private static final List<String> ADDED =
      List.of(
          "service.", "component.", "felix.fileinstall.", "org.apache.karaf.", ":configurator:");

  private static final String FILE = "felix.fileinstall.filename";

  /** The launcher names here what the Configurator's documents set. */
  private static final String PROMISED = "governance.configured";

  private final ConfigurationAdmin admin;
  private final List<Problem> missing = new ArrayList<>();

  /** Uses the service of the framework; the Configurator has done its work by now. */
  @Activate
  public AdminConfigurations(BundleContext context, @Reference ConfigurationAdmin admin) {
    this.admin = admin;
    String promised = Objects.requireNonNullElse(context.getProperty(PROMISED), "");
    Map<String, Configured> present = promised.isBlank() ? Map.of() : all();
    for (String pid : promised.isBlank() ? new String[0] : promised.split(",")) {
      if (!present.containsKey(pid) && !present.containsKey(pid.split("~", 2)[0])) {
        missing.add(
            new Problem(
                Remedy.FIX_CONFIGURATION,
                "configuration " + pid,
                "was not taken from its document",
                "a value of the type that follows a colon in its key, such as \"rows:Integer\": 5",
                "Correct the document that the Configurator's line in the log names"));
      }
    }
  }

  @Override
  public Map<String, Configured> all() {
    if (!missing.isEmpty()) {
      throw new GovernanceException(missing);
    }
    Map<String, Configured> all = new HashMap<>();
    Map<String, Configured> files = new HashMap<>();
    for (Configuration configuration : list()) {
      Configured one = read(configuration);
      boolean renamed = configuration.getFactoryPid() != null && !one.factory();
      (renamed ? files : all).merge(one.pid(), one, (a, b) -> a.factory() ? a : b);
    }
    all.putAll(files); // Karaf sets a value for the PID and also writes the file, which stays
    return all;
  }

  private Configuration[] list() {
    try {
      Configuration[] found = admin.listConfigurations(null);
      return found == null ? new Configuration[0] : found;
    } catch (IOException | InvalidSyntaxException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              "Configuration Admin",
              "cannot be read: " + e,
              "",
              "Look at the folder that the framework stores in"));
    }
  }

  private static Configured read(Configuration configuration) {
    Dictionary<String, Object> properties = configuration.getProperties();
    Map<String, Object> values = new HashMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (ADDED.stream().noneMatch(key::startsWith)) {
        values.put(key, properties.get(key));
      }
    }
    String file = Objects.toString(properties.get(FILE), "");
    String source = file.isEmpty() ? "Configuration Admin" : file;
    String factory = configuration.getFactoryPid();
    if (factory == null) {
      return new Configured(configuration.getPid(), false, source, values);
    }
    return FilePid.of(file)
        .map(pid -> new Configured(pid, false, source, values))
        .orElseGet(() -> new Configured(factory, true, source, values));
  }
}
