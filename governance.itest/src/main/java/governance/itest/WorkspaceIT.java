package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** All bundles of all domains, together in one framework. */
@ExtendWith(BundleContextExtension.class)
class WorkspaceIT {

  @InjectBundleContext BundleContext context;

  @Test
  void everyBundleResolvesAndStarts() {
    List<String> idle =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getState() != expectedState(bundle))
            .map(bundle -> bundle + " in state " + bundle.getState())
            .toList();
    assertEquals(List.of(), idle);
  }

  @Test
  void everyDeclaredContributionIsAService() {
    List<String> missing =
        contributions().filter(this::hasNoService).map(WorkspaceIT::describe).toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void aContributionIdIsUniqueWithinItsKind() {
    List<String> names =
        contributions()
            .map(it -> it.getAttributes().get("kind") + " " + it.getAttributes().get("id"))
            .sorted()
            .toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void pluginsExportNothing() {
    List<String> exports =
        Arrays.stream(context.getBundles())
            .filter(bundle -> bundle.getSymbolicName().startsWith("plugins."))
            .filter(bundle -> bundle.getHeaders().get("Export-Package") != null)
            .map(Bundle::getSymbolicName)
            .toList();
    assertEquals(List.of(), exports);
    assertTrue(
        Arrays.stream(context.getBundles())
            .anyMatch(bundle -> bundle.getSymbolicName().startsWith("plugins.")));
  }

  private Stream<BundleCapability> contributions() {
    return Arrays.stream(context.getBundles())
        .flatMap(
            bundle ->
                bundle
                    .adapt(BundleWiring.class)
                    .getCapabilities("governance.contribution")
                    .stream());
  }

  private boolean hasNoService(BundleCapability capability) {
    Map<String, Object> attributes = capability.getAttributes();
    String filter =
        "(&(governance.kind=%s)(governance.id=%s))"
            .formatted(attributes.get("kind"), attributes.get("id"));
    try {
      return context.getAllServiceReferences(null, filter) == null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(filter, e);
    }
  }

  private static int expectedState(Bundle bundle) {
    boolean fragment =
        (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    return fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
  }

  private static String describe(BundleCapability capability) {
    return capability.getRevision().getSymbolicName() + " " + capability.getAttributes();
  }
}
