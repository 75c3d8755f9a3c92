package governance.runtime.internal.registry;

import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.Arrays;
import java.util.List;
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
          String failure = cause(configuration.failure);
          return failure.isEmpty()
              ? unloadable(reference.getBundle(), component.implementationClass)
              : failure;
        }
      }
    }
    return "";
  }

  /** Returns why a declared contribution of a bundle that runs is no service. */
  Rejection absence(Bundle bundle, String kind, String id) {
    return describe(bundle, kind, id).map(this::reason).orElseGet(() -> undescribed(bundle));
  }

  private static Rejection undescribed(Bundle bundle) {
    String fault =
        Descriptors.fault(bundle)
            .orElse("its bundle declares it, and none of its component descriptions offers it");
    return new Rejection(Code.BROKEN_DESCRIPTOR, fault, Descriptors.REMEDY);
  }

  private Optional<ComponentDescriptionDTO> describe(Bundle bundle, String kind, String id) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(c -> id.equals(c.properties.get("governance.id")))
        .filter(c -> kind.equals(String.valueOf(c.properties.get("governance.kind"))))
        .findFirst();
  }

  private Rejection reason(ComponentDescriptionDTO component) {
    if (!runtime.isComponentEnabled(component)) {
      return unsatisfied("its component is disabled", "Enable it (scr:enable in the shell)");
    }
    List<Rejection> reasons =
        runtime.getComponentConfigurationDTOs(component).stream().map(Components::reason).toList();
    if (reasons.isEmpty()) {
      return unconfigured(component);
    }
    Code code = reasons.get(0).code();
    String detail = reasons.stream().map(Rejection::detail).collect(Collectors.joining("; "));
    return new Rejection(code, detail, reasons.get(0).remedy());
  }

  private static Rejection reason(ComponentConfigurationDTO configuration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          unconfigured(configuration.description);
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          unsatisfied(
              "its component waits for "
                  + Arrays.stream(configuration.unsatisfiedReferences)
                      .map(r -> reference(configuration.description, r))
                      .collect(Collectors.joining(", ")),
              "Install a bundle that offers this service");
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          failed("its component could not be activated: " + cause(configuration.failure));
      default -> new Rejection(Code.NOT_AVAILABLE, "its component has no service");
    };
  }

  private static Rejection unconfigured(ComponentDescriptionDTO component) {
    return unsatisfied(
        "its component waits for a configuration",
        "Give Configuration Admin one with the PID "
            + String.join(" or ", component.configurationPid));
  }

  private static Rejection unsatisfied(String detail, String remedy) {
    return new Rejection(Code.UNSATISFIED, detail, remedy);
  }

  static Rejection failed(String detail) {
    return new Rejection(Code.FAILED_ACTIVATION, detail, Entry.MAKER);
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

  /** Returns the innermost cause of a stack trace, which is what the contribution itself threw. */
  private static String cause(String failure) {
    List<String> lines = failure == null ? List.of() : failure.strip().lines().toList();
    String caused = "Caused by: ";
    return lines.stream()
        .filter(line -> line.startsWith(caused))
        .reduce((first, second) -> second)
        .map(line -> line.substring(caused.length()).strip())
        .orElse(lines.isEmpty() ? "" : lines.get(0).strip());
  }

  /** A class that cannot be loaded is only logged, and no failure of the component. */
  private static String unloadable(Bundle bundle, String type) {
    try {
      bundle.loadClass(type);
      return "";
    } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
      return "class " + type + " cannot be loaded: " + e;
    }
  }

  /** Returns a capability's attribute as text. */
  static String text(Map<String, Object> attributes, String key) {
    Object value = attributes.get(key);
    return value == null ? "" : value.toString();
  }
}
