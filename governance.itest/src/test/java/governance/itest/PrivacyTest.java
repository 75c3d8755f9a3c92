package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code governance privacy} as a user types it: the command reaches the plug-in's accountants. */
@Timeout(120)
class PrivacyTest {
  @TempDir Path folder;

  /** 1.82824 is what Google's dp_accounting gives, 2.10137 what Opacus gives (oracles.json). */
  @Test
  void bothAccountantsAnswer() throws Exception {
    Distribution distribution = new Distribution(folder);
    JsonObject pld = epsilon(distribution, "pld");
    assertEquals(1.82824, pld.get("epsilonUpper").getAsDouble(), 2e-4);
    assertTrue(pld.get("epsilonLower").getAsDouble() > 1.8);
    assertEquals(2.10137, epsilon(distribution, "rdp").get("epsilonUpper").getAsDouble(), 1e-3);
  }

  private JsonObject epsilon(Distribution distribution, String accountant) throws Exception {
    String words = "privacy epsilon --noise 1 --rate 0.01 --steps 1000 --delta 1e-5 --json";
    TinyRuns.Ended ended =
        TinyRuns.ended(distribution.start((words + " --accountant " + accountant).split(" ")));
    assertEquals(0, ended.code(), ended.text());
    return JsonParser.parseString(ended.text()).getAsJsonObject();
  }
}
