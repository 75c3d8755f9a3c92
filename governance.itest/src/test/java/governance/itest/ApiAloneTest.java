package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The build resolves {@code cnf/api-alone.bndrun} and fails when its list changes. */
class ApiAloneTest {

  @Test
  void theApiNeedsNoOtherBundle() throws IOException {
    Properties run = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("../cnf/api-alone.bndrun"))) {
      run.load(reader);
    }
    assertEquals("governance.api;version='[1.1.0,1.1.1)'", run.getProperty("-runbundles").strip());
  }
}
