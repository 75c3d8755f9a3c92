package governance.engine.internal.service;

import governance.engine.internal.device.LibtorchSettings;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Loads the library that {@code -Dgovernance.engine.libtorch.path=…} or the environment names
 * before a test touches the binding, which else would load the bundled one. Found as a service.
 */
public final class LibraryExtension implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    LibtorchSettings settings = LibtorchSettings.of(System::getProperty, System::getenv, Map.of());
    if (!settings.path().value().isEmpty()) {
      NativeLibrary.start(settings);
    }
  }
}
