package governance.engine.internal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.engine.internal.device.LibtorchSettings.Given;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LibtorchSettingsTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Object> configured = new HashMap<>();

  private LibtorchSettings settings() {
    return LibtorchSettings.of(properties::get, environment::get, configured);
  }

  @Test
  void nothingIsGivenByDefault() {
    assertEquals(new Given("", "governance.engine.libtorch.path"), settings().path());
    assertEquals("", settings().version().value());
    assertEquals("", settings().flavor().value());
  }

  @Test
  void theFirstLayerThatIsGivenCounts() {
    properties.put("PYTORCH_LIBRARY_PATH", "/f");
    assertEquals(new Given("/f", "PYTORCH_LIBRARY_PATH"), settings().path());
    environment.put("PYTORCH_LIBRARY_PATH", "/e");
    assertEquals(new Given("/e", "PYTORCH_LIBRARY_PATH"), settings().path());
    configured.put("libtorch.path", "/d");
    assertEquals(
        new Given("/d", "configuration governance.engine libtorch.path"), settings().path());
    environment.put("GOVERNANCE_ENGINE_LIBTORCH_PATH", "/b");
    assertEquals(new Given("/b", "GOVERNANCE_ENGINE_LIBTORCH_PATH"), settings().path());
    properties.put("governance.engine.libtorch.path", " /a ");
    assertEquals(new Given("/a", "governance.engine.libtorch.path"), settings().path());
  }

  @Test
  void blankIsNotGiven() {
    properties.put("governance.engine.libtorch.version", " ");
    environment.put("GOVERNANCE_ENGINE_LIBTORCH_VERSION", "");
    configured.put("libtorch.version", "2.11.0");
    configured.put("libtorch.flavor", "cu130");
    assertEquals("2.11.0", settings().version().value());
    assertEquals("cu130", settings().flavor().value());
  }
}
