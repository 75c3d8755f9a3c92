package governance.runtime.internal.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever cuts a log's end cannot make a head for what is left that its owner has signed. */
class LogHeadSignatureTest {
  @TempDir Path folder;
  private SigningKey carol;

  @BeforeEach
  void key() {
    carol = SigningKey.create(folder.resolve("carol.pem"));
  }

  private List<String> lines(int entries) throws IOException {
    Path file = folder.resolve("log-" + entries + ".jsonl");
    try (ChainedFile log = ChainedFile.hold(file, Clock.systemUTC())) {
      for (int i = 0; i < entries; i++) {
        log.append("entry", Tree.of("number", i));
      }
    }
    return Files.readAllLines(file);
  }

  private LogHead written(LogHead head, String name) throws IOException {
    return LogHead.read(Files.writeString(folder.resolve(name), Json.pretty(head.tree())));
  }

  @Test
  void aSignedHeadIsReadAgainAndHolds() throws IOException {
    LogHead head = LogHead.of("access", lines(5), Optional.empty()).signed(carol);
    LogHead read = written(head, "head.json");
    assertEquals(Optional.empty(), read.unsigned(Optional.of(carol.verifying())));
    assertEquals(carol.verifying(), read.signature().orElseThrow().key());
  }

  @Test
  void anUnsignedHeadOrOneOfAnotherKeyIsRefused() throws IOException {
    LogHead plain = LogHead.of("access", lines(3), Optional.empty());
    Optional<VerifyingKey> wanted = Optional.of(carol.verifying());
    assertEquals(Optional.empty(), plain.unsigned(Optional.empty()));
    assertEquals(Optional.of("is not signed"), plain.unsigned(wanted));
    SigningKey other = SigningKey.create(folder.resolve("mallory.pem"));
    String fault = plain.signed(other).unsigned(wanted).orElseThrow();
    assertTrue(fault.startsWith("is signed by another key"), fault);
  }

  /** The signature of a longer log does not pass for a shorter one. */
  @Test
  void aShorterLogCannotBearTheSignature() throws IOException {
    LogHead head = LogHead.of("access", lines(5), Optional.empty()).signed(carol);
    String cut = Json.pretty(head.tree()).replaceFirst("\"size\": *5", "\"size\": 4");
    LogHead read = LogHead.read(Files.writeString(folder.resolve("cut.json"), cut));
    assertTrue(read.unsigned(Optional.empty()).orElseThrow().contains("does not hold"));
    String broken = Json.pretty(head.tree()).replaceFirst("\"key\": *\"MCow", "\"key\": \"AAAA");
    Path file = Files.writeString(folder.resolve("broken.json"), broken);
    assertThrows(GovernanceException.class, () -> LogHead.read(file));
  }
}
