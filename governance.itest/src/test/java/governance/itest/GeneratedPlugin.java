package governance.itest;

import java.io.IOException;
import java.nio.file.Path;

/** A plug-in of every kind, made from the archetype and built alone, once for all tests. */
final class GeneratedPlugin {
  static final String ID = "acme.caution";
  static final Path PROJECT =
      Path.of(
          "../templates/plugin-archetype/target/test-classes/projects/every-kind/project/caution");

  private static TinyRuns.Ended built;

  private GeneratedPlugin() {}

  /** Builds it as a third party does, with its contract tests. */
  static synchronized TinyRuns.Ended build() throws IOException, InterruptedException {
    if (built == null) {
      built = new NestedMaven().run(PROJECT, "verify");
    }
    return built;
  }

  /** Returns its jar. */
  static Path jar() throws IOException, InterruptedException {
    if (build().code() != 0) {
      throw new IOException("it does not build: " + build().text());
    }
    return PROJECT.resolve("target/caution-1.0.0.jar").toRealPath();
  }
}
