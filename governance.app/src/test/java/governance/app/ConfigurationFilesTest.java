package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {

  private static final String HEADER =
      "\":configurator:resource-version\": 1, \":configurator:symbolic-name\": \"a\","
          + " \":configurator:version\": \"1.0.0\"";

  @TempDir Path conf;

  private void refused(String document, String message) throws IOException {
    Files.writeString(conf.resolve("a.json"), document);
    LaunchException e = assertThrows(LaunchException.class, () -> ConfigurationFiles.read(conf));
    assertEquals(LaunchException.BAD_INPUT, e.exitCode());
    assertTrue(e.getMessage().startsWith(conf.resolve("a.json") + ": " + message), e.getMessage());
  }

  @Test
  void namesTheDocumentsInOrderAsUrls() throws Exception {
    assertEquals("", ConfigurationFiles.read(conf).urls());
    Path folder = Files.createDirectory(conf.resolve("a, b"));
    Files.writeString(folder.resolve("b.json"), "{" + HEADER + "}");
    Files.writeString(folder.resolve("a.json"), "{" + HEADER + ", \"acme.cap\": {\"cap\": 1}}");
    Files.writeString(folder.resolve("c.json.off"), "no JSON");
    ConfigurationFiles read = ConfigurationFiles.read(folder);
    String uris = read.urls();
    String[] each = uris.split(",");
    assertEquals(2, each.length, uris);
    assertEquals(folder.resolve("a.json"), Path.of(URI.create(each[0])));
    assertEquals(folder.resolve("b.json"), Path.of(URI.create(each[1])));
    assertEquals(Set.of("acme.cap"), read.pids());
  }

  @Test
  void commentsAreAllowed() throws Exception {
    Files.writeString(
        conf.resolve("a.json"),
        "// what it is for\n{ /* these\nare needed */ " + HEADER + ", \"b\": {\"u\": \"//x\"}}");
    assertEquals(Set.of("b"), ConfigurationFiles.read(conf).pids());
    assertEquals("\"a\\\"//\"  \n ", ConfigurationFiles.plain("\"a\\\"//\"  \n "));
    assertEquals("1     \n2", ConfigurationFiles.plain("1 // \"\n2"));
  }

  @Test
  void saysWhatIsWrongBeforeTheFrameworkStarts() throws Exception {
    refused("{" + HEADER, "is no valid JSON: ");
    refused("[]", "is no valid JSON: ");
    refused("{" + HEADER + ", \"b\": 1}", "b is no object. Write \"b\": {");
    refused("{" + HEADER + ", \"b\": {}, \"b\": {}}", "the key b comes twice");
    refused("{" + HEADER + ", \"b\": {\"k\": 1, \"k\": 2}}", "b has the key k twice");
    refused("{\"b\": {}}", "has no key \":configurator:resource-version\"");
  }

  @Test
  void theExampleThatShipsIsRight() throws Exception {
    String example = Files.readString(Path.of("src/assembly/conf/examples/configuration.json"));
    Files.writeString(conf.resolve("configuration.json"), example);
    assertEquals(
        Set.of("governance.runtime", "fairness.demographic-parity", "data.csv"),
        ConfigurationFiles.read(conf).pids());
  }
}
