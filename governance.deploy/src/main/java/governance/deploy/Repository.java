package governance.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of Maven's layout: Karaf, Maven and readers of its index find the same files in it. */
record Repository(Path root) {

  /** An empty one: what an earlier build left there would be offered to others. */
  static Repository create(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> walk = Files.walk(root)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return new Repository(Files.createDirectories(root));
  }

  void add(Artifact artifact) throws IOException {
    Path copy = root.resolve(artifact.path());
    Files.createDirectories(copy.getParent());
    Files.copy(artifact.file(), copy);
  }

  /** The place of a file that belongs to this project's own deployment. */
  Path own(String version, String classifier, String type) throws IOException {
    String name = "governance.deploy";
    Path folder =
        Files.createDirectories(root.resolve("governance").resolve(name).resolve(version));
    return folder.resolve("%s-%s-%s.%s".formatted(name, version, classifier, type));
  }
}
