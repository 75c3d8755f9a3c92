package governance.runtime.internal.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilePidTest {
  @Test
  void aHyphenInAFileNameBelongsToThePid() {
    String pid = "fairness.demographic-parity-difference";
    for (String ending : new String[] {".cfg", ".config", ".json", ".cfg.json"}) {
      assertEquals(Optional.of(pid), FilePid.of("file:/a-b/etc/" + pid + ending));
    }
  }

  @Test
  void aTildeMeansAFactory() {
    assertEquals(Optional.empty(), FilePid.of("file:/etc/acme.cap~one-two.cfg"));
    assertEquals(Optional.empty(), FilePid.of("file:/a-b/acme.cfg"));
    assertEquals(Optional.empty(), FilePid.of(""));
  }
}
