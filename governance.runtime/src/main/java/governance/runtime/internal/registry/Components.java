package governance.runtime.internal.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What the component runtime says of contributions that are not there. */
final class Components {
  private final ServiceComponentRuntime runtime;

  Components(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns why the component behind a service gave no instance, or an empty string. */
  String failure(ServiceReference<?> reference) {
    Object id = reference.getProperty("component.id");
    for (ComponentDescriptionDTO component :
        runtime.getComponentDescriptionDTOs(reference.getBundle())) {
      for (ComponentConfigurationDTO configuration :
          runtime.getComponentConfigurationDTOs(component)) {
        if (Objects.equals(id, configuration.id)) {
          return firstLine(configuration.failure);
        }
      }
    }
    return "";
  }

  /** Returns why a declared contribution of a bundle is no service. */
  String absence(Bundle bundle, String kind, String id) {
    if (bundle.getState() == Bundle.INSTALLED) {
      return "its bundle is not resolved: start it to see what it lacks";
    }
    if (bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
      return "its bundle is not started";
    }
    return describe(bundle, kind, id)
        .map(this::reason)
        .orElse("its bundle declares it and has no component for it");
  }

  private Optional<ComponentDescriptionDTO> describe(Bundle bundle, String kind, String id) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(c -> id.equals(c.properties.get("governance.id")))
        .filter(c -> kind.equals(String.valueOf(c.properties.get("governance.kind"))))
        .findFirst();
  }

  private String reason(ComponentDescriptionDTO component) {
    if (!runtime.isComponentEnabled(component)) {
      return "its component is disabled";
    }
    Collection<ComponentConfigurationDTO> configurations =
        runtime.getComponentConfigurationDTOs(component);
    if (configurations.isEmpty()) {
      return "its component waits for a configuration, policy " + component.configurationPolicy;
    }
    return configurations.stream().map(Components::reason).collect(Collectors.joining("; "));
  }

  private static String reason(ComponentConfigurationDTO configuration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          "its component waits for a configuration";
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          "its component waits for "
              + Arrays.stream(configuration.unsatisfiedReferences)
                  .map(r -> reference(configuration.description, r))
                  .collect(Collectors.joining(", "));
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          "its component could not be activated: " + firstLine(configuration.failure);
      default -> "its component has no service";
    };
  }

  private static String reference(
      ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
    String service =
        Arrays.stream(component.references)
            .filter(r -> r.name.equals(unsatisfied.name))
            .map(r -> r.interfaceName)
            .findFirst()
            .orElse(unsatisfied.name);
    return unsatisfied.target == null ? service : service + " " + unsatisfied.target;
  }

  private static String firstLine(String failure) {
    return failure == null ? "" : failure.lines().findFirst().orElse("").strip();
  }

  /** Returns a capability's attribute as text. */
  static String text(Map<String, Object> attributes, String key) {
    Object value = attributes.get(key);
    return value == null ? "" : value.toString();
  }
}
