package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that one person signs and another checks. */
class SigningTest {
  @TempDir Path folder;

  private Distribution distribution;
  private Path run;

  @BeforeEach
  void copyARun() throws Exception {
    distribution = new Distribution(folder);
    run = folder.resolve("run");
    try (Stream<Path> all = Files.walk(TinyRuns.uninterrupted())) {
      for (Path path : all.toList()) {
        Files.copy(path, run.resolve(TinyRuns.uninterrupted().relativize(path).toString()));
      }
    }
  }

  private String ended(int code, String... words) throws IOException, InterruptedException {
    TinyRuns.Ended ended = TinyRuns.ended(distribution.start(words));
    assertEquals(code, ended.code(), ended.text());
    return ended.text();
  }

  @Test
  void whatWasSignedIsCheckedByThePublicKey() throws Exception {
    String key = folder.resolve("carol.pem").toString();
    ended(0, "keys", "signing", key);
    ended(0, "sign", run.toString(), "--key", key, "--role", "auditor");
    String verified = ended(0, "verify", run.toString(), "--signer", key + ".pub");
    assertTrue(verified.contains("  signature  as auditor at "), verified);
    String proof = folder.resolve("proof.json").toString();
    ended(0, "proof", "make", run.toString(), "gates.json", "--to", proof);
    Path gates = Files.copy(run.resolve("gates.json"), folder.resolve("handed.json"));
    String checked = ended(0, "proof", "check", proof, gates.toString(), "--signer", key + ".pub");
    assertTrue(checked.contains("is gates.json of run finance-"), checked);
    Path signature;
    try (Stream<Path> all = Files.list(run.resolve("signatures"))) {
      signature = all.findFirst().orElseThrow();
    }
    Files.writeString(signature, Files.readString(signature).replace("auditor", "reviewer"));
    verified = ended(3, "verify", run.toString(), "--signer", key + ".pub");
    assertTrue(verified.contains("the statement was altered"), verified);
    assertTrue(verified.contains("none by key "), verified);
    Files.writeString(gates, " ", StandardOpenOption.APPEND);
    ended(3, "proof", "check", proof, gates.toString(), "--signer", key + ".pub");
  }
}
