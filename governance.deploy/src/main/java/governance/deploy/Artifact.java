package governance.deploy;

import java.nio.file.Path;

/** A file of the build with the coordinates under which repositories know it. */
record Artifact(String groupId, String artifactId, String version, Path file) {

  /** Its place in a repository of Maven's layout. */
  String path() {
    return "%s/%s/%s/%s-%s.jar"
        .formatted(groupId.replace('.', '/'), artifactId, version, artifactId, version);
  }

  /** Its address in Karaf. */
  String url() {
    return "mvn:%s/%s/%s".formatted(groupId, artifactId, version);
  }

  /** Its identity in a feature of the OSGi Feature Service. */
  String id() {
    return "%s:%s:%s".formatted(groupId, artifactId, version);
  }
}
