package governance.engine.internal.device;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a library of this machine in a process of its own: one whose binding does not fit may end
 * the process that loads it, and that is not to be this one. What passed is remembered until a file
 * changes.
 */
public final class LibraryProbe {
  /** Set in the process that tries. */
  private static final String INSIDE = "governance.engine.probe";

  private static final Logger LOG = LoggerFactory.getLogger(LibraryProbe.class);

  private static final long SECONDS = 300;

  /** What the virtual machine or the C++ library says of the cause. */
  private static final String WORDS = ".*(what\\(\\)|Error|Exception|terminate|SIG[A-Z]+).*";

  private final ExternalLibrary library;
  private final Path cache;
  private final String main;
  private final Needed needed;

  /**
   * Prepares a try.
   *
   * @param cache folder of native files; takes the mark of what passed
   * @param main class whose main method writes failed checks, one a line, to the file that is its
   *     argument
   * @param needed the class path that it needs
   */
  public LibraryProbe(ExternalLibrary library, Path cache, String main, Needed needed) {
    this.library = library;
    this.cache = cache;
    this.main = main;
    this.needed = needed;
  }

  /** Tells the class path of the process that tries. */
  @FunctionalInterface
  public interface Needed {
    /**
     * Returns it, empty where it does not lie in files.
     *
     * @param folder takes what has to be copied for it; ends with the try
     */
    Optional<String> classPath(Path folder) throws IOException;
  }

  /** Returns whether this is the process that tries, which must not start another. */
  public static boolean inside() {
    return Boolean.getBoolean(INSIDE);
  }

  /**
   * Tries the library, unless these files have passed before.
   *
   * @throws GovernanceException if it ends its process or fails its self-check
   */
  public void check() {
    try {
      Path passed = cache.resolve("passed").resolve(identity());
      if (Files.exists(passed)) {
        return;
      }
      if (!attempt()) {
        return;
      }
      Files.createDirectories(passed.getParent());
      Files.writeString(passed, library.folder() + System.lineSeparator());
    } catch (IOException e) {
      throw failure("cannot be tried: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not tried: interrupted", e);
    }
  }

  /** Returns whether it passed; false where it cannot be tried. */
  private boolean attempt() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("governance-engine");
    try {
      Optional<String> classPath = needed.classPath(folder);
      if (classPath.isEmpty()) {
        LOG.warn("The bundles do not lie in files: {} is not tried beforehand", library.folder());
        return false;
      }
      Path answer = Files.createFile(folder.resolve("answer.txt"));
      Path log = folder.resolve("log.txt");
      Process process =
          new ProcessBuilder(command(classPath.get(), answer))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failure("does not answer within " + SECONDS + " s", null);
      }
      judge(process.exitValue(), Files.readString(answer), log);
      return true;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void judge(int exit, String answer, Path log) throws IOException {
    if (exit == 0 && answer.isBlank()) {
      return;
    }
    if (!answer.isBlank()) {
      throw failure(answer.strip().lines().collect(Collectors.joining("; ")), null);
    }
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      String words =
          lines
              .filter(line -> line.matches(WORDS))
              .limit(1)
              .map(line -> line.replaceFirst("^[#\\s]*", ""))
              .collect(Collectors.joining("; "));
      String how = exit > 128 ? "signal " + (exit - 128) : "exit code " + exit;
      throw failure("ends its process (" + how + (words.isEmpty() ? ")" : "): " + words), null);
    }
  }

  private List<String> command(String classPath, Path answer) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
    for (String name :
        List.of(
            "DJL_CACHE_DIR",
            "ENGINE_CACHE_DIR",
            "OPT_OUT_TRACKING",
            "ai.djl.offline",
            "ai.djl.pytorch.num_threads")) {
      String value = System.getProperty(name);
      if (value != null) {
        command.add("-D" + name + "=" + value);
      }
    }
    String setting = "-D" + LibtorchSettings.PID + ".";
    command.add(setting + LibtorchSettings.PATH + "=" + library.folder());
    command.add(setting + LibtorchSettings.VERSION + "=" + library.version());
    command.add(setting + LibtorchSettings.FLAVOR + "=" + library.flavor());
    command.add("-D" + INSIDE + "=true");
    command.addAll(List.of("-cp", classPath, main, answer.toString()));
    return command;
  }

  /** Changes with each file that takes part, by size and time. */
  private String identity() throws IOException {
    StringBuilder facts = new StringBuilder();
    facts.append(System.getProperty("java.vm.version")).append('\n');
    List<Path> files = new ArrayList<>(library.binding().stream().toList());
    try (Stream<Path> all = Files.list(library.folder())) {
      all.filter(file -> file.toString().contains(".so")).sorted().forEach(files::add);
    }
    library.places().stream().map(p -> p.resolve(DeviceLibrary.FILE)).forEach(files::add);
    for (Path file : files) {
      if (Files.exists(file)) {
        facts.append(file.toRealPath()).append(' ').append(Files.size(file)).append(' ');
        facts.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
      }
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(facts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private GovernanceException failure(String what, Exception cause) {
    Problem problem =
        new Problem(
            Remedy.FIX_MACHINE,
            library.toString(),
            what,
            "a library that passes the engine's self-check",
            "Build its binding against this libtorch (governance.engine.cuda/jni/build.sh), or unset "
                + LibtorchSettings.PID
                + "."
                + LibtorchSettings.PATH
                + " to use the bundled library (docs/gpu.md)");
    return cause == null
        ? new GovernanceException(problem)
        : new GovernanceException(problem, cause);
  }
}
