package governance.itest;

import governance.api.Kind;
import governance.runtime.internal.registry.KindTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the code says of an extension point. */
record ExtensionPoint(Kind kind) {
  static final Path API = Path.of("../governance.api/src/main/java");
  private static final Path TESTKIT =
      Path.of("../governance.testkit/src/main/java/governance/testkit");
  private static final Pattern SINCE = Pattern.compile("(?s)/\\*\\*(?:(?!\\*/).)*@since ([0-9.]+)");
  private static final Pattern CONTRIBUTION =
      Pattern.compile("governance\\.contribution;((?:\"[^\"]*\"|[^,\"])*)");

  static List<ExtensionPoint> all() {
    return Arrays.stream(Kind.values()).map(ExtensionPoint::new).toList();
  }

  /** The kind as specs, commands and folders write it. */
  String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind as the names of classes begin with it. */
  String camelCase() {
    return Arrays.stream(kind.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  Class<?> type() {
    return KindTypes.of(kind);
  }

  static String source(Class<?> type) {
    return text(API.resolve(type.getName().replace('.', '/') + ".java"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean implementedByPlugins(Class<?> type) {
    return type.getName().startsWith("governance.api.")
        && type.isInterface()
        && source(type).contains("@ConsumerType");
  }

  /** The version of the SPI that brought a type. */
  static String since(Class<?> type) {
    String source = source(type);
    String head = source.substring(0, source.indexOf("public "));
    Matcher since = SINCE.matcher(head);
    return since.find() ? since.group(1) : "1.0";
  }

  String packageVersion() {
    String info = type().getPackageName().replace('.', '/') + "/package-info.java";
    Matcher version =
        Pattern.compile("@Version\\(\"([^\"]+)\"\\)").matcher(text(API.resolve(info)));
    return version.find() ? version.group(1) : "none";
  }

  /**
   * The interfaces of plug-ins: that of the kind, what it takes or gives that plug-ins implement as
   * well, and those that extend it.
   */
  Set<Class<?>> implemented() {
    Set<Class<?>> found = new LinkedHashSet<>(List.of(type()));
    for (Class<?> other : consumerTypes()) {
      if (type().isAssignableFrom(other)) {
        found.add(other);
      }
    }
    for (Class<?> used : List.copyOf(found).stream().flatMap(ExtensionPoint::used).toList()) {
      if (implementedByPlugins(used)) {
        found.add(used);
      }
    }
    return found;
  }

  /** What is handed to them: interfaces and classes of the API that plug-ins do not implement. */
  Set<Class<?>> handedIn() {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> type : implemented()) {
      for (Method method : methods(type)) {
        for (Class<?> parameter : method.getParameterTypes()) {
          if (parameter.getName().startsWith("governance.api.")
              && !implementedByPlugins(parameter)
              && !parameter.isEnum()) {
            found.add(parameter);
          }
        }
      }
    }
    return found;
  }

  private static Stream<Class<?>> used(Class<?> type) {
    return methods(type).stream()
        .flatMap(
            m -> Stream.concat(Stream.of(m.getReturnType()), Arrays.stream(m.getParameterTypes())));
  }

  /** The methods that an interface declares, in a fixed order. */
  static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic() && !method.isBridge())
        .sorted(Comparator.comparing(Method::isDefault).thenComparing(Method::getName))
        .toList();
  }

  /** A method as it stands in the source, without its package names. */
  static String signature(Method method) {
    return simple(method.getGenericReturnType())
        + " "
        + method.getName()
        + Arrays.stream(method.getParameters())
            .map(ExtensionPoint::declaration)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String declaration(Parameter parameter) {
    return simple(parameter.getParameterizedType()) + " " + parameter.getName();
  }

  private static String simple(Type type) {
    return type.getTypeName().replaceAll("[a-z][a-z0-9]*\\.", "");
  }

  static Set<Class<?>> consumerTypes() {
    try (Stream<Path> files = Files.walk(API)) {
      return files
          .map(file -> API.relativize(file).toString())
          .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
          .map(file -> file.substring(0, file.length() - 5).replace('/', '.').replace('\\', '.'))
          .map(ExtensionPoint::named)
          .filter(ExtensionPoint::implementedByPlugins)
          .collect(
              Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Class::getName))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, ExtensionPoint.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The contract test of the testkit that asks for an instance of the kind's interface. */
  Optional<String> contract() {
    Pattern asks = Pattern.compile("protected abstract " + type().getSimpleName() + " \\w+\\(\\)");
    try (Stream<Path> files = Files.list(TESTKIT)) {
      return files
          .filter(file -> file.toString().endsWith("Contract.java"))
          .filter(file -> asks.matcher(text(file)).find())
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .sorted(Comparator.comparing(String::length))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids that the jars of some folders contribute. */
  List<String> contributedBelow(List<Path> folders) {
    List<String> ids = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder.resolve("target"))) {
        for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
          ids.addAll(contributed(jar));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ids.stream().distinct().sorted().toList();
  }

  private List<String> contributed(Path jar) throws IOException {
    List<String> ids = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      String header = file.getManifest().getMainAttributes().getValue("Provide-Capability");
      Matcher capability = CONTRIBUTION.matcher(header == null ? "" : header);
      while (capability.find()) {
        List<String> attributes = List.of(capability.group(1).split(";"));
        if (attributes.contains("kind=" + kind.name())) {
          attributes.stream()
              .filter(a -> a.startsWith("id="))
              .forEach(a -> ids.add(a.substring(3).replace("\"", "")));
        }
      }
    }
    return ids;
  }
}
