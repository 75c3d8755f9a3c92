package governance.runtime.internal.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;

/** A requirement that nothing meets, in the words of a manifest. */
record Unmet(BundleRequirement requirement) {
  private static final Pattern FLOOR = Pattern.compile("\\(version>=([0-9][^)]*)\\)");
  private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([0-9][^)]*)\\)\\)");
  private static final Pattern LAST = Pattern.compile("\\(version<=([0-9][^)]*)\\)");

  /** Returns the name that the filter asks for in its own namespace, or an empty string. */
  String name() {
    String asks = "\\(" + Pattern.quote(requirement.getNamespace()) + "=([^)]*)\\)";
    Matcher name = Pattern.compile(asks).matcher(filter());
    return name.find() ? name.group(1) : "";
  }

  private String filter() {
    String filter = requirement.getDirectives().get("filter");
    return filter == null ? "" : filter;
  }

  @Override
  public String toString() {
    if (name().isEmpty()) {
      return requirement.getNamespace() + (filter().isEmpty() ? "" : " " + filter());
    }
    boolean isPackage = requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE);
    return (isPackage ? "package " : requirement.getNamespace() + " ") + name() + range();
  }

  private String range() {
    String ceiling = found(CEILING, filter());
    String last = found(LAST, filter());
    String floor = found(FLOOR, CEILING.matcher(filter()).replaceAll(""));
    if (floor == null && ceiling == null && last == null) {
      return "";
    }
    Version left = floor == null ? Version.emptyVersion : Version.parseVersion(floor);
    String end = ceiling == null ? last : ceiling;
    VersionRange range =
        new VersionRange(
            VersionRange.LEFT_CLOSED,
            left,
            end == null ? null : Version.parseVersion(end),
            ceiling == null && last != null ? VersionRange.RIGHT_CLOSED : VersionRange.RIGHT_OPEN);
    return " " + range;
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
