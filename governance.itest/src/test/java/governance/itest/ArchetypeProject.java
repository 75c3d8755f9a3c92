package governance.itest;

import java.io.IOException;
import java.nio.file.Path;

/** The project with a class of every kind that the archetype has made, built once for all tests. */
final class ArchetypeProject {

  static final Path FOLDER =
      Path.of(
          "../templates/plugin-archetype/target/test-classes/projects/every-kind/project/caution");

  private static TinyRuns.Ended built;

  private ArchetypeProject() {}

  /** Builds it alone, as its author does, and returns what Maven printed. */
  static synchronized TinyRuns.Ended built() throws IOException, InterruptedException {
    if (built == null) {
      built = new NestedMaven().run(FOLDER, "verify");
    }
    return built;
  }

  /** Returns the plug-in. */
  static Path jar() throws IOException, InterruptedException {
    TinyRuns.Ended ended = built();
    if (ended.code() != 0) {
      throw new IOException(ended.text());
    }
    return FOLDER.resolve("target/caution-1.0.0.jar");
  }
}
