package governance.runtime.internal.cli.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.SealedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
  @TempDir Path folder;

  private CliFixture cli;
  private Path run;
  private String key;

  @BeforeEach
  void makeRunAndKey() throws IOException {
    cli = new CliFixture(folder);
    run = SealedFolder.make(folder.resolve("runs/one"), true);
    key = key("carol");
  }

  private String key(String name) {
    String file = folder.resolve(name + ".pem").toString();
    assertEquals(0, cli.run("keys", "signing", file), cli.err());
    return file;
  }

  private String ends(int code, String... words) {
    assertEquals(code, cli.run(words), cli.err() + cli.out());
    return cli.out() + cli.err();
  }

  private void assertSays(String words, String said) {
    assertTrue(said.contains(words), said);
  }

  private Path signature() throws IOException {
    try (Stream<Path> all = Files.list(run.resolve("signatures"))) {
      return all.findFirst().orElseThrow();
    }
  }

  @Test
  void severalPersonsSignAndTheRunStaysAsItWasSealed() {
    assertFalse(ends(0, "verify", run.toString()).contains("signature"));
    String said =
        ends(0, "sign", run.toString(), "--key", key, "--role", "auditor", "--comment", "Read.");
    assertSays("Signed as auditor at ", said);
    ends(0, "sign", run.toString(), "--key", key("dave"));
    said = ends(0, "verify", run.toString(), "--signer", key + ".pub");
    assertSays(": Read.", said);
    assertEquals(2, said.lines().filter(l -> l.matches("ok +signature .*by key .*")).count(), said);
    assertSays("this key has signed the run already", ends(2, "sign", "" + run, "--key", key));
    String other = key("erin");
    said = ends(3, "verify", run.toString(), "--signer", other + ".pub");
    assertSays("none by key ", said);
    String json = ends(0, "sign", run.toString(), "--key", other, "--json");
    var tree = JsonParser.parseString(json).getAsJsonObject();
    assertEquals("PASS", tree.get("verdict").getAsString());
    assertEquals("one", tree.get("run").getAsString());
    assertEquals(6, tree.get("files").getAsInt());
  }

  @Test
  void whatIsAlteredAfterwardsIsNamed() throws IOException {
    ends(0, "sign", run.toString(), "--key", key, "--comment", "I agree.");
    Path file = signature();
    String name = "signatures/" + file.getFileName();
    String text = Files.readString(file);
    Files.writeString(file, text.replace("I agree.", "I do not agree."));
    String said = ends(3, "verify", run.toString());
    assertSays(name + " (key ", said);
    assertSays("the statement was altered, or signed by another key than it names", said);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertSays(name + ": is no signature: cannot be read", ends(3, "verify", run.toString()));
    Files.writeString(file, text.replace("\"signature\"", "\"other\""));
    assertSays("lacks \"signature\"", ends(3, "verify", run.toString()));
    Files.writeString(file, text);
    Files.writeString(run.resolve("signatures/note.txt"), "hello");
    assertSays("signatures/note.txt: is no signature", ends(3, "verify", run.toString()));
    Files.delete(run.resolve("signatures/note.txt"));
    ends(0, "verify", run.toString());
    Path another = SealedFolder.make(folder.resolve("runs/two"), true);
    Files.createDirectories(another.resolve("signatures"));
    Files.copy(file, another.resolve(name));
    assertSays("is of the run one and not of this one", ends(3, "verify", another.toString()));
    // Sealed anew with another figure: whole by itself, but not what was signed.
    Path again = SealedFolder.make(folder.resolve("again/one"), true);
    Files.createDirectories(again.resolve("signatures"));
    Files.copy(file, again.resolve(name));
    assertSays("is of other evidence: eventsHead was ", ends(3, "verify", again.toString()));
  }

  @Test
  void wrongInputsAreRefused() throws IOException {
    String me = run.toString();
    Path open = SealedFolder.make(folder.resolve("runs/open"), false);
    assertSays("the run was not sealed", ends(2, "sign", open.toString(), "--key", key));
    assertSays("there is no such file", ends(2, "sign", me, "--key", "nowhere.pem"));
    assertSays("got \"audtor\"", ends(2, "sign", me, "--key", key, "--role", "audtor"));
    assertSays("holds \"PUBLIC KEY\"", ends(2, "sign", me, "--key", key + ".pub"));
    assertSays("holds \"PRIVATE KEY\"", ends(2, "verify", me, "--signer", key));
    Files.setPosixFilePermissions(Path.of(key), PosixFilePermissions.fromString("rw-r--r--"));
    assertSays("chmod go=", ends(2, "sign", me, "--key", key));
    assertTrue(Files.notExists(run.resolve("signatures")));
    Files.writeString(run.resolve("metrics.json"), "{}");
    assertSays("metrics.json was altered", ends(2, "sign", me, "--key", key("dave")));
  }

  @Test
  void aPolicySaysWhoSignsAsWhat() {
    cli.access = new AccessControl(Optional.of(folder.resolve("access")), Clock.systemUTC());
    String user = ProcessHandle.current().info().user().orElseThrow();
    ends(0, "access", "init", "--user", user + "=auditor");
    String said = ends(2, "sign", run.toString(), "--key", key, "--role", "reviewer");
    assertSays(user + " may not sign as reviewer", said);
    ends(0, "sign", run.toString(), "--key", key, "--role", "auditor");
    assertSays("signature one", ends(0, "access", "log"));
  }

  @Test
  void oneFileIsProvedWithoutTheOthers() throws IOException {
    String me = run.toString();
    String proof = folder.resolve("metrics.proof.json").toString();
    assertSays("has no signature that holds", ends(2, "proof", "make", me, "metrics.json"));
    ends(0, "sign", me, "--key", key, "--role", "auditor");
    assertSays("Did you mean", ends(2, "proof", "make", me, "metrix.json"));
    assertSays("is evidence", ends(2, "proof", "make", me, "metrics.json", "--to", me + "/p"));
    ends(0, "proof", "make", me, "metrics.json", "--to", proof);
    String text = Files.readString(Path.of(proof));
    assertFalse(text.contains("explained"), text);
    JsonArray path = JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("path");
    assertTrue(path.size() <= 3, text);
    Path handed = Files.copy(run.resolve("metrics.json"), folder.resolve("figures.json"));
    String[] check = {"proof", "check", proof, handed.toString(), "--signer", key + ".pub"};
    String said = ends(0, check);
    assertSays("is metrics.json of run one, verdict PASS\nsigned as auditor at ", said);
    Files.writeString(Path.of(proof), text.replaceFirst("\"index\": \\d", "\"index\": 0"));
    assertSays("the proof does not hold", ends(3, check));
    Files.writeString(Path.of(proof), text.replace("PASS", "FAIL"));
    assertSays("the signature does not hold", ends(3, check));
    Files.writeString(Path.of(proof), text);
    Files.writeString(handed, " ", StandardOpenOption.APPEND);
    assertSays("is not the file metrics.json that the proof is about", ends(3, check));
    check[5] = key("mallory") + ".pub";
    assertSays("the proof has no signature by key ", ends(3, check));
    Files.writeString(Path.of(proof), "{}");
    assertSays("lacks \"format\"", ends(2, check));
  }

  @Test
  void aLogIsProvedToHaveOnlyGrown() throws IOException {
    cli.access = new AccessControl(Optional.of(folder.resolve("access")), Clock.systemUTC());
    String user = ProcessHandle.current().info().user().orElseThrow();
    ends(0, "access", "init", "--user", user + "=auditor");
    String old = folder.resolve("old.json").toString();
    String fresh = folder.resolve("new.json").toString();
    assertSays("--head FILE --since FILE", ends(2, "access", "log", "--since", old));
    ends(0, "access", "log", "--head", old);
    ends(0, "access", "show");
    ends(0, "access", "log", "--head", fresh, "--since", old);
    String said = ends(0, "proof", "growth", old, fresh);
    assertTrue(said.matches("ok  the access log only grew, from \\d+ to \\d+ entries\n"), said);
    assertSays("has no proof", ends(3, "proof", "growth", fresh, old));
    String text = Files.readString(Path.of(fresh));
    Files.writeString(Path.of(fresh), text.replaceFirst("\"size\": \\d+", "\"size\": 99"));
    assertSays("the proof does not hold", ends(3, "proof", "growth", old, fresh));
    // Somebody begins the log anew.
    Path log = folder.resolve("access/log.jsonl");
    Files.delete(log);
    Files.delete(folder.resolve("access/head.json"));
    Files.createFile(log);
    ends(0, "access", "show");
    ends(0, "access", "show");
    ends(0, "access", "show");
    ends(0, "access", "show");
    said = ends(3, "access", "log", "--head", fresh, "--since", old);
    assertSays("the access log does not begin with", said);
  }
}
