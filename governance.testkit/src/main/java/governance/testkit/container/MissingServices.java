package governance.testkit.container;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Explains inside a framework why a service is missing: by the components that would provide it,
 * what each of them waits for, why that is missing, and so on to the end of the chain. Needs the
 * {@code ServiceComponentRuntime} of Declarative Services.
 */
public final class MissingServices {
  private static final String STEP = "  ";

  private final BundleContext context;
  private final StringBuilder text = new StringBuilder();
  private final Set<String> told = new HashSet<>();
  private ServiceComponentRuntime components;

  private MissingServices(BundleContext context) {
    this.context = context;
  }

  /**
   * Explains why there is no service.
   *
   * @param context of any bundle in the framework
   * @param service name of the interface
   * @param filter an LDAP filter on the service's properties such as {@code
   *     (governance.id=acme.penalty)}, or null for any
   * @return lines, each step of the chain indented below the one before; empty when there is a
   *     service
   * @throws IllegalArgumentException if the filter is no filter
   * @throws IllegalStateException if there is no component runtime in the framework
   */
  public static String explain(BundleContext context, String service, String filter) {
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    if (reference == null) {
      throw new IllegalStateException(
          "no ServiceComponentRuntime: install and start an implementation of Declarative Services");
    }
    try {
      MissingServices missing = new MissingServices(context);
      missing.components = context.getService(reference);
      missing.service(service, filter, "");
      return missing.text.toString();
    } finally {
      context.ungetService(reference);
    }
  }

  /** Tells of one service; returns whether it is missing. */
  private boolean service(String service, String target, String indent) {
    Filter filter = filter(target);
    if (present(service, target)) {
      return false;
    }
    String what = target == null ? service : service + " " + target;
    line(indent, what + " is missing");
    if (!told.add(what)) {
      line(indent + STEP, "as told above");
      return true;
    }
    List<ComponentDescriptionDTO> providers =
        components.getComponentDescriptionDTOs().stream()
            .filter(c -> List.of(c.serviceInterfaces).contains(service))
            .toList();
    List<ComponentDescriptionDTO> matching =
        providers.stream().filter(c -> filter == null || filter.matches(c.properties)).toList();
    matching.forEach(c -> component(c, indent + STEP));
    if (matching.isEmpty()) {
      nobody(providers, indent + STEP);
    }
    return true;
  }

  private static Filter filter(String target) {
    try {
      return target == null ? null : FrameworkUtil.createFilter(target);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(target + " is no filter: " + e.getMessage(), e);
    }
  }

  private boolean present(String service, String target) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(service, target);
      return found != null && found.length > 0;
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void nobody(List<ComponentDescriptionDTO> others, String indent) {
    if (others.isEmpty()) {
      line(indent, "no component of a started bundle provides it");
    } else {
      String names = others.stream().map(c -> c.name).collect(Collectors.joining(", "));
      line(indent, "components that provide it have other properties: " + names);
    }
    List<String> idle =
        Arrays.stream(context.getBundles())
            .filter(b -> b.getState() == Bundle.INSTALLED || b.getState() == Bundle.RESOLVED)
            .filter(b -> b.getHeaders("").get("Fragment-Host") == null)
            .map(b -> b.getSymbolicName() + " " + b.getVersion() + state(b))
            .toList();
    if (!idle.isEmpty()) {
      line(indent, "bundles that are not started: " + String.join(", ", idle));
    }
  }

  private static String state(Bundle bundle) {
    return bundle.getState() == Bundle.INSTALLED ? " (not resolved)" : "";
  }

  private void component(ComponentDescriptionDTO component, String indent) {
    String who = component.name + " of " + named(component.bundle);
    Collection<ComponentConfigurationDTO> configurations =
        components.getComponentConfigurationDTOs(component);
    if (!components.isComponentEnabled(component)) {
      line(indent, who + " is disabled");
    } else if (configurations.isEmpty()) {
      line(indent, who + waits(component));
    }
    for (ComponentConfigurationDTO configuration : configurations) {
      configuration(who, component, configuration, indent);
    }
  }

  private static String named(BundleDTO bundle) {
    return bundle.symbolicName + " " + bundle.version;
  }

  private static String waits(ComponentDescriptionDTO component) {
    return " waits for a configuration: " + String.join(", ", component.configurationPid);
  }

  private void configuration(
      String who,
      ComponentDescriptionDTO component,
      ComponentConfigurationDTO configuration,
      String indent) {
    switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          line(indent, who + waits(component));
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          line(indent, who + " could not be activated: " + firstLine(configuration.failure));
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
        for (UnsatisfiedReferenceDTO unsatisfied : configuration.unsatisfiedReferences) {
          reference(who, component, unsatisfied, indent);
        }
      }
      default -> line(indent, who + " is there, but gave no service with these properties");
    }
  }

  private void reference(
      String who,
      ComponentDescriptionDTO component,
      UnsatisfiedReferenceDTO unsatisfied,
      String indent) {
    Map<String, ReferenceDTO> references =
        Arrays.stream(component.references).collect(Collectors.toMap(r -> r.name, r -> r));
    ReferenceDTO reference = references.get(unsatisfied.name);
    String service = reference == null ? unsatisfied.name : reference.interfaceName;
    line(indent, who + " waits for reference " + unsatisfied.name);
    if (!service(service, unsatisfied.target, indent + STEP)) {
      line(indent + STEP, service + " is there, but not in the scope or number that is asked for");
    }
  }

  private static String firstLine(String failure) {
    return failure == null ? "" : failure.lines().findFirst().orElse("").strip();
  }

  private void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }
}
