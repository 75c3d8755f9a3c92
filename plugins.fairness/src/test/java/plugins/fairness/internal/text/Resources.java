package plugins.fairness.internal.text;

import governance.api.data.DataFolder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** The small suites of the tests. */
final class Resources {
  private Resources() {}

  static final DataFolder HERE = () -> Optional.of(folder());

  static Path folder() {
    try {
      return Path.of(Resources.class.getResource("crows.csv").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
