package governance.runtime.internal.audit;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A bundle as an audit sees it. */
public interface InstalledBundle {
  /** Returns its symbolic name. */
  String name();

  /** Returns its version. */
  String version();

  /** Returns where it was installed from. */
  String location();

  /** Returns a header of its manifest. */
  Optional<String> header(String name);

  /** Returns the paths of its files, without folders. */
  List<String> files();

  /** Returns the text of one of its files, in UTF-8. */
  Optional<String> text(String path);

  /** Returns the names of the bundles that it is wired to. */
  List<String> needs();

  /** Returns why it may not run; empty where it may. */
  Optional<String> refusal();

  /** Returns the jar that it was installed from, if that is a file. */
  default Optional<Path> jar() {
    String place = location().replaceFirst("^reference:", "");
    try {
      return place.startsWith("file:")
          ? Optional.of(Path.of(URI.create(place))).filter(Files::isRegularFile)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
