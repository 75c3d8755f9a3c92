package governance.runtime.internal.registry;

import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/** Says why a bundle is not resolved, by comparing what it requires with what others offer. */
final class Requirements {
  private static final String SPI = "governance.api";

  private final BundleContext context;

  Requirements(BundleContext context) {
    this.context = context;
  }

  /** Returns the first reason that can be found, one of the API before all others. */
  Rejection missing(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    List<Unmet> unmet = new ArrayList<>();
    for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
      if (needed(requirement) && offers(requirement).isEmpty()) {
        unmet.add(new Unmet(requirement));
      }
    }
    List<Unmet> spi = unmet.stream().filter(Requirements::isSpi).toList();
    if (!spi.isEmpty()) {
      return incompatible(spi);
    }
    if (!unmet.isEmpty()) {
      String what = unmet.stream().map(this::text).collect(Collectors.joining("; "));
      return new Rejection(
          Code.UNRESOLVED,
          "its bundle lacks " + what,
          "Install a bundle that has it, or ask the maker for a build that brings it along");
    }
    return singleton(revision, bundle)
        .orElseGet(
            () -> {
              String waits = waiting(revision);
              return waits.isEmpty() ? unexplained(bundle) : unresolvedProvider(waits);
            });
  }

  private static boolean needed(BundleRequirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    boolean optional =
        Namespace.RESOLUTION_OPTIONAL.equals(
            directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    String effective = directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
    boolean dynamic = PackageNamespace.RESOLUTION_DYNAMIC.equals(directives.get("resolution"));
    boolean later = effective != null && !effective.equals(Namespace.EFFECTIVE_RESOLVE);
    return !optional && !dynamic && !later;
  }

  private List<BundleCapability> offers(BundleRequirement requirement) {
    return offered(requirement.getNamespace()).stream().filter(requirement::matches).toList();
  }

  private List<BundleCapability> offered(String namespace) {
    List<BundleCapability> all = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        all.addAll(revision.getDeclaredCapabilities(namespace));
      }
    }
    return all;
  }

  private static boolean isSpi(Unmet unmet) {
    return unmet.name().equals(SPI) || unmet.name().startsWith(SPI + ".");
  }

  private Rejection incompatible(List<Unmet> spi) {
    String what = spi.stream().map(this::text).collect(Collectors.joining("; "));
    return new Rejection(
        Code.INCOMPATIBLE_SPI,
        "its bundle was built for another version of the API: " + what,
        "Ask the maker for a build for this version, or use a framework that has the one it needs");
  }

  /** Names a requirement and, where the same name is offered in other versions, these. */
  private String text(Unmet unmet) {
    TreeSet<String> versions = new TreeSet<>();
    String namespace = unmet.requirement().getNamespace();
    for (BundleCapability capability : offered(namespace)) {
      Object version = capability.getAttributes().get("version");
      if (unmet.name().equals(capability.getAttributes().get(namespace)) && version != null) {
        versions.add(version.toString());
      }
    }
    return unmet + (versions.isEmpty() ? "" : ", here is " + String.join(", ", versions));
  }

  private Optional<Rejection> singleton(BundleRevision revision, Bundle bundle) {
    for (Bundle other : context.getBundles()) {
      boolean resolved = (other.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
      BundleRevision its = other.adapt(BundleRevision.class);
      if (resolved
          && its != null
          && bundle.getSymbolicName().equals(other.getSymbolicName())
          && isSingleton(revision)
          && isSingleton(its)) {
        return Optional.of(
            new Rejection(
                Code.SHADOWED,
                "version "
                    + other.getVersion()
                    + " of its bundle runs, and the bundle says that only one version may (singleton)",
                "Remove one of them, or have the maker leave out singleton:=true"));
      }
    }
    return Optional.empty();
  }

  private static boolean isSingleton(BundleRevision revision) {
    return revision.getDeclaredCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
        .anyMatch(
            c ->
                "true"
                    .equals(
                        c.getDirectives().get(IdentityNamespace.CAPABILITY_SINGLETON_DIRECTIVE)));
  }

  /** Returns what is offered only by bundles that are not resolved themselves. */
  private String waiting(BundleRevision revision) {
    List<String> waits = new ArrayList<>();
    for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
      List<BundleCapability> offers =
          offers(requirement).stream().filter(c -> c.getRevision() != revision).toList();
      boolean idle =
          offers.stream().allMatch(c -> c.getRevision().getBundle().getState() == Bundle.INSTALLED);
      if (needed(requirement) && !offers.isEmpty() && idle) {
        BundleRevision provider = offers.get(0).getRevision();
        waits.add(
            new Unmet(requirement)
                + ", which bundle "
                + provider.getSymbolicName()
                + " "
                + provider.getVersion()
                + " has");
      }
    }
    return String.join("; ", waits);
  }

  private static Rejection unresolvedProvider(String waits) {
    return new Rejection(
        Code.UNRESOLVED,
        "its bundle needs " + waits + "; that bundle is not resolved itself",
        "See why that bundle is not resolved: start it in the shell");
  }

  private static Rejection unexplained(Bundle bundle) {
    return new Rejection(
        Code.NOT_STARTED,
        "its bundle is not resolved although all that it requires is here",
        "Start it in the shell (start "
            + bundle.getBundleId()
            + "), which shows what contradicts each other");
  }
}
