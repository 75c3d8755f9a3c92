package governance.itest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The repository for other containers that the build has made. */
final class DeploymentRepository {

  private static final Path ROOT = Path.of("../governance.deploy/target/repository");

  Path index() {
    return ROOT.resolve("index.xml");
  }

  /** A generated file: the features of Karaf, or a domain's feature. */
  Path generated(String name) throws IOException {
    return one("governance", "governance.deploy", "governance.deploy-*-" + name);
  }

  /** The only version of a jar. */
  Path jar(String groupId, String artifactId) throws IOException {
    return one(groupId, artifactId, artifactId + "-*.jar");
  }

  /** The jar of a Maven URL or of Maven coordinates, which must be there. */
  Path jar(String coordinates) throws IOException {
    String[] parts = coordinates.replaceFirst("^mvn:", "").split("[:/]");
    Path file =
        ROOT.resolve(parts[0].replace('.', '/'))
            .resolve(parts[1])
            .resolve(parts[2])
            .resolve(parts[1] + "-" + parts[2] + ".jar");
    if (!Files.isRegularFile(file)) {
      throw new IOException(coordinates + " is not in the repository");
    }
    return file;
  }

  /** The symbolic name and version of the bundle in a jar. */
  static String identity(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      return manifest.getValue("Bundle-SymbolicName").split(";")[0]
          + " "
          + manifest.getValue("Bundle-Version");
    }
  }

  private static Path one(String groupId, String artifactId, String pattern) throws IOException {
    Path folder = ROOT.resolve(groupId.replace('.', '/')).resolve(artifactId);
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder)) {
      Path version = versions.iterator().next();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(version, pattern)) {
        return files.iterator().next();
      }
    }
  }
}
