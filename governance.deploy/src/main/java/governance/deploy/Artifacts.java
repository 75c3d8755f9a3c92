package governance.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The artifacts that the build has listed, by the names of their files. */
final class Artifacts {

  /** A line of {@code dependency:list} with absolute file names. */
  private static final Pattern LINE =
      Pattern.compile("\\s*([^:\\s]+):([^:]+):jar:([^:]+):[a-z]+:(.+?\\.jar)(?: .*)?");

  private final Map<String, Artifact> byFile = new TreeMap<>();

  private Artifacts() {}

  static Artifacts read(Path list) throws IOException {
    Artifacts artifacts = new Artifacts();
    for (String line : Files.readAllLines(list)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        Path file = Path.of(matcher.group(4));
        artifacts.byFile.put(
            file.getFileName().toString(),
            new Artifact(matcher.group(1), matcher.group(2), matcher.group(3), file));
      }
    }
    return artifacts;
  }

  /** The artifact that a jar of the distribution is a copy of. */
  Artifact of(Path jar) {
    Artifact artifact = byFile.get(jar.getFileName().toString());
    if (artifact == null) {
      throw new IllegalStateException(
          jar + " is none of the build's artifacts: make it a dependency of governance.app");
    }
    return artifact;
  }

  /** The artifact with such an id. */
  Artifact named(String artifactId) {
    return byFile.values().stream()
        .filter(artifact -> artifact.artifactId().equals(artifactId))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the build has no artifact " + artifactId));
  }
}
