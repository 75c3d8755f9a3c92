package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Contribution;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/EXTENSION-POINTS.md says what the code says. Its tables are made from the code: {@code
 * -Ddocs.write=true} writes them anew.
 */
class ExtensionPointsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path DOCUMENT = DOCS.resolve("EXTENSION-POINTS.md");

  /** Interfaces that plug-ins may offer as services and that take no part in a run. */
  private static final Set<String> SERVICES =
      Set.of(
          "governance.api.privacy.PrivacyAccountant", "governance.api.privacy.PrivateSummarizer");

  private static final List<String> PARAGRAPHS =
      List.of(
          "Purpose.", "Contract.", "In a run spec.", "Life cycle and threads.", "When it fails.");

  private static String code(Stream<String> names) {
    return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String link(Class<?> type) {
    String name = type.getName();
    return "[`%s`](../governance.api/src/main/java/%s.java)"
        .formatted(name, name.replace('.', '/'));
  }

  private static String methods(Class<?> type) {
    return ExtensionPoint.methods(type).stream()
        .map(m -> "`" + ExtensionPoint.signature(m) + "`" + (m.isDefault() ? " (optional)" : ""))
        .collect(Collectors.joining("<br>"));
  }

  private static List<Path> folders(String pattern) throws IOException {
    Path root = pattern.startsWith("examples/") ? Path.of("../examples") : Path.of("..");
    String name = pattern.replace("examples/", "");
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(f -> f.getFileName().toString().matches(name)).sorted().toList();
    }
  }

  /** The table of an extension point. */
  private static String facts(ExtensionPoint point) throws IOException {
    List<String> rows = new ArrayList<>();
    Class<?> type = point.type();
    rows.add("| identifier | `" + point.kind() + "`, on the command line `" + point.name() + "` |");
    rows.add("| since | " + ExtensionPoint.since(type) + " |");
    String version = "`" + type.getPackageName() + "` " + point.packageVersion();
    rows.add("| package | " + version + " |");
    for (Class<?> one : point.implemented()) {
      String role = one == type ? "implement" : type.isAssignableFrom(one) ? "or" : "and give";
      String since = one == type ? "" : ", since " + ExtensionPoint.since(one);
      rows.add("| " + role + " | " + link(one) + since + "<br>" + methods(one) + " |");
    }
    if (!point.handedIn().isEmpty()) {
      String handed = code(point.handedIn().stream().map(Class::getSimpleName).sorted());
      rows.add("| handed in | " + handed + " |");
    }
    String contract = point.contract().map(c -> "`governance.testkit." + c + "`").orElse("none");
    rows.add("| contract test | " + contract + " |");
    String example = "examples/" + point.name();
    List<String> own = point.contributedBelow(folders(example));
    rows.add("| example | [" + example + "](../" + example + "): " + code(own.stream()) + " |");
    // bundles of native libraries contribute nothing, and not all of them are built
    String bundles = "(plugins|governance)\\.(?!engine\\.).*";
    List<String> supplied = point.contributedBelow(folders(bundles));
    rows.add("| supplied | " + (supplied.isEmpty() ? "none" : code(supplied.stream())) + " |");
    return "| | |\n|---|---|\n" + String.join("\n", rows) + "\n";
  }

  /** The table of service properties, from the annotation that declares them. */
  private static String properties() {
    List<String> rows = new ArrayList<>();
    Arrays.stream(Contribution.class.getDeclaredMethods())
        .sorted(Comparator.comparing(Method::getName))
        .forEach(
            method ->
                rows.add(
                    "| `governance.%s` | `%s %s` | %s |"
                        .formatted(
                            method.getName(),
                            method.getReturnType().getSimpleName(),
                            method.getName(),
                            standard(method.getDefaultValue()))));
    String needs = code(Arrays.stream(Contribution.Need.values()).map(Enum::name));
    return "| service property | of `@Contribution` | default |\n|---|---|---|\n"
        + String.join("\n", rows)
        + "\n\nNeeds: "
        + needs
        + ".\n";
  }

  private static String standard(Object value) {
    if (value == null) {
      return "required";
    }
    if (value instanceof Class<?> type) {
      return type == void.class ? "none" : type.getSimpleName();
    }
    if (value.getClass().isArray()) {
      return Array.getLength(value) == 0
          ? "none"
          : code(Arrays.stream((Object[]) value).map(Object::toString));
    }
    return value.equals("") ? "none" : "`" + value + "`";
  }

  private static String replaced(String document, String name, String by) {
    String begin = "<!-- " + name + ", made by ExtensionPointsTest -->\n\n";
    int from = document.indexOf(begin) + begin.length();
    int to = document.indexOf("<!-- end -->", from);
    assertTrue(from >= begin.length() && to >= 0, "the document has no place for " + name);
    return document.substring(0, from) + by + "\n" + document.substring(to);
  }

  @Test
  void theTablesAreThoseOfTheCode() throws IOException {
    String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
    String made = replaced(document, "PROPERTIES", properties());
    for (ExtensionPoint point : ExtensionPoint.all()) {
      made = replaced(made, point.kind().name(), facts(point));
    }
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCUMENT, made, StandardCharsets.UTF_8);
      document = made;
    }
    assertEquals(made, document, "out of date: run this test with -Ddocs.write=true, look, commit");
  }

  @Test
  void everyInterfaceOfPluginsBelongsToAnExtensionPoint() throws IOException {
    Set<String> covered = new TreeSet<>(SERVICES);
    ExtensionPoint.all().stream()
        .map(ExtensionPoint::implemented)
        .flatMap(Collection::stream)
        .forEach(type -> covered.add(type.getName()));
    Set<String> all =
        ExtensionPoint.consumerTypes().stream()
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, covered);
    String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
    String others = document.substring(document.indexOf("\n## Services beside them"));
    SERVICES.forEach(name -> assertTrue(others.contains("`" + name + "`"), name));
  }

  @Test
  void everySectionSaysTheSameThings() throws IOException {
    String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
    List<String> missing = new ArrayList<>();
    for (ExtensionPoint point : ExtensionPoint.all()) {
      String marker = "<!-- " + point.kind() + ",";
      int from = document.indexOf(marker);
      int next = document.indexOf("\n## ", from);
      String section = document.substring(from, next < 0 ? document.length() : next);
      PARAGRAPHS.stream()
          .filter(paragraph -> !section.contains("**" + paragraph + "**"))
          .forEach(paragraph -> missing.add(point.kind() + ": " + paragraph));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String name : List.of("EXTENSION-POINTS.md", "first-plugin.md")) {
      Matcher link =
          Pattern.compile("\\]\\(([^)#:]+)[)#]").matcher(ExtensionPoint.text(DOCS.resolve(name)));
      while (link.find()) {
        if (!Files.exists(DOCS.resolve(link.group(1)))) {
          broken.add(name + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }
}
