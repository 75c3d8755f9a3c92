package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code governance redact} as a user types it. */
@Timeout(120)
class RedactTest {
  @TempDir Path folder;

  @Test
  void aFileComesOutWithoutPersonalData() throws Exception {
    Distribution distribution = new Distribution(folder);
    Path file =
        Files.writeString(
            folder.resolve("notes.csv"),
            "patient,text\np1,\"Dr. Okafor saw Mary Jones on 2020-05-17, tel. 212-555-0199\"\n"
                + "p1,nothing new on 2020-05-20\n");
    Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
    Path out = folder.resolve("clean.csv");
    TinyRuns.Ended ended =
        TinyRuns.ended(distribution.start("redact", file.toString(), "--out", out.toString()));
    assertEquals(0, ended.code(), ended.text());
    assertEquals(
        "patient,text\np1,\"Dr. [PERSON] saw [PERSON] on 2020, tel. [PHONE]\"\n"
            + "p1,nothing new on 2020\n",
        Files.readString(out));
    ended =
        TinyRuns.ended(
            distribution.start(
                "redact",
                file.toString(),
                "--key-file",
                key.toString(),
                "--set",
                "actions=PERSON=PSEUDONYM",
                "--json",
                "--report"));
    assertEquals(0, ended.code(), ended.text());
    assertTrue(ended.text().contains("PERSON in column text, pseudonym"), ended.text());
    assertFalse(ended.text().contains("0123456789abcdef"), ended.text());
  }
}
