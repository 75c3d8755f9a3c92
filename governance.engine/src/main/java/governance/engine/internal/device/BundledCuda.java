package governance.engine.internal.device;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The library of a native bundle for graphics cards. The binding would unpack it only where it
 * finds CUDA's runtime among the libraries of the system, which the library itself has no need of;
 * so it is unpacked here, once for all processes, and used as one of the machine.
 */
public final class BundledCuda {
  /** By this file of a native bundle its libraries are found. */
  public static final String DESCRIPTION = "native/lib/pytorch.properties";

  private static final String CLASSIFIER = "linux-x86_64";

  private BundledCuda() {}

  /**
   * Returns the library, unpacked; empty where the native bundle is one for processors.
   *
   * @param loader sees the native bundle
   * @param cache folder of unpacked native files
   * @throws GovernanceException if it cannot be unpacked
   */
  public static Optional<ExternalLibrary> unpacked(ClassLoader loader, Path cache) {
    try {
      Properties description = new Properties();
      try (InputStream in = loader.getResourceAsStream(DESCRIPTION)) {
        if (in != null) {
          description.load(in);
        }
      }
      String flavor = description.getProperty("flavor", "cpu");
      if (!flavor.startsWith("cu")) {
        return Optional.empty();
      }
      String build = description.getProperty("version");
      String version = build.split("-", 2)[0];
      Path all = cache.resolve("pytorch");
      Path folder = all.resolve(build + "-" + flavor + "-" + CLASSIFIER);
      if (!Files.exists(folder.resolve("libtorch.so"))) {
        unpack(loader, description.getProperty("libraries").split(","), flavor, folder);
      }
      List<Path> places = List.of(all.resolve(version + "-" + flavor + "-" + CLASSIFIER), folder);
      return Optional.of(new ExternalLibrary(folder, version, flavor, Optional.empty(), places));
    } catch (IOException e) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              "engine",
              "the native library cannot be unpacked to " + cache + ": " + e,
              "",
              "Check that the folder can be written and has 4 GB free (docs/gpu.md)"),
          e);
    }
  }

  private static void unpack(ClassLoader loader, String[] names, String flavor, Path folder)
      throws IOException {
    Files.createDirectories(folder.getParent());
    Path made = Files.createTempDirectory(folder.getParent(), "unpacking");
    try {
      for (String name : names) {
        String entry = "pytorch/" + flavor + "/" + CLASSIFIER + "/" + name;
        try (InputStream in = loader.getResourceAsStream(entry)) {
          if (in == null) {
            throw new FileNotFoundException(entry + " in the native bundle");
          }
          Files.copy(in, made.resolve(name));
        }
      }
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(folder.resolve("libtorch.so"))) { // another process was not faster
        throw e;
      }
    } finally {
      delete(made);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }
}
