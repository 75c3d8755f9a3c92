package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static Settings read() throws IOException {
    return Settings.read(
        Path.of("src/assembly/conf/framework.properties"), Map.of("governance.home", "/opt/gov"));
  }

  @Test
  void replacesVariables() throws IOException {
    assertEquals("/opt/gov/plugins,/opt/gov/conf", read().values().get("felix.fileinstall.dir"));
  }

  @Test
  void theRuntimeStartsLastAndStopsFirst() throws IOException {
    Settings settings = read();
    int runtime = settings.startLevel("governance.runtime");
    assertTrue(runtime > settings.startLevel("plugins.domain-finance"));
    assertTrue(settings.startLevel("plugins.fairness") > settings.startLevel("governance.engine"));
    assertTrue(runtime <= settings.commandLevel());
  }

  @Test
  void gogoWaitsForTheShell() throws IOException {
    Settings settings = read();
    assertTrue(settings.startLevel("org.apache.felix.gogo.runtime") > settings.commandLevel());
    assertEquals(settings.shellLevel(), settings.startLevel("org.apache.felix.gogo.shell"));
  }

  @Test
  void otherBundlesHaveTheDefaultLevel() throws IOException {
    assertEquals(2, read().startLevel("com.google.gson"));
  }
}
