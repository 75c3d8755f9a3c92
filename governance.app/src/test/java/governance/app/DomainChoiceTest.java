package governance.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainChoiceTest {

  @TempDir Path folder;
  private final DomainChoice choice = new DomainChoice(Set.of("finance", "medical"));

  @Test
  void takesTheDomainBehindTheCommand() {
    assertEquals("finance", choice.of("run", "finance", "--data", "medical"));
  }

  @Test
  void takesTheDomainBehindOptions() {
    assertEquals("medical", choice.of("run", "--seed", "1", "medical"));
    assertEquals("medical", choice.of("run", "--json", "medical"));
    assertEquals("medical", choice.of("run", "--seed=1", "medical"));
  }

  @Test
  void aColumnIsNoDomain() {
    assertEquals(Home.ALL, choice.of("privacy", "card", "a.csv", "--category", "medical"));
    assertEquals(Home.ALL, choice.of("anonymize", "a.csv", "--quasi", "medical"));
  }

  @Test
  void theCommandItselfIsNoDomain() {
    assertEquals(Home.ALL, choice.of("finance"));
  }

  @Test
  void readsTheDomainOfASpec() throws IOException {
    Path spec = folder.resolve("spec.json");
    Files.writeString(spec, "{\"data\": {\"domain\": \"finance\"}, \"domain\": \"medical\"}");
    assertEquals("medical", choice.of("plan", spec.toString()));
  }

  @Test
  void readsTheDomainOfARunFolder() throws IOException {
    Files.writeString(folder.resolve("spec.json"), "{\"domain\": \"finance\"}");
    assertEquals("finance", choice.of("resume", folder.toString()));
  }

  @Test
  void leavesABadSpecToTheRuntime() throws IOException {
    Path spec = folder.resolve("bad.json");
    Files.writeString(spec, "[1, 2");
    assertEquals(Home.ALL, choice.of("run", spec.toString()));
    Files.writeString(spec, "{\"domain\": 7}");
    assertEquals(Home.ALL, choice.of("run", spec.toString()));
    assertEquals(Home.ALL, choice.of("run", "absent.json"));
  }

  @Test
  void fallsBackToAll() {
    assertEquals(Home.ALL, choice.of());
    assertEquals(Home.ALL, choice.of("--help"));
    assertEquals(Home.ALL, choice.of("run", "fnance"));
  }
}
