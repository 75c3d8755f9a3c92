package governance.runtime.internal.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an audit sees of the framework, the process and its folders. */
public interface Installation {
  /** Returns the bundles, that of the framework first. */
  List<InstalledBundle> bundles();

  /** Returns a property of the framework or the process. */
  Optional<String> property(String name);

  /** Returns a variable of the environment. */
  Optional<String> variable(String name);

  /** Returns the options that the virtual machine was started with. */
  List<String> jvmOptions();

  /** Returns the folder of the distribution; empty in a foreign container. */
  default Optional<Path> home() {
    return property("governance.home").filter(h -> !h.isBlank()).map(Path::of);
  }
}
