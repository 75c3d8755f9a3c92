package governance.runtime.internal.cli.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.crypto.Keyring;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.support.TestKeyrings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir Path folder;

  private CliFixture cli;

  @BeforeEach
  void create() {
    cli = new CliFixture(folder);
    int code = cli.run("keys", "create", "--key-file", folder.resolve("key").toString());
    assertEquals(0, code, cli.err());
    assertTrue(cli.out().contains("protected by key file FOLDER/key."), cli.out());
  }

  private Keyring keyring() {
    return TestKeyrings.keyrings().open(folder.resolve("keyring"));
  }

  private void assertRefused(String words, String... command) {
    assertEquals(2, cli.run(command));
    assertTrue(cli.err().contains(words), cli.err());
  }

  @Test
  void aKeyringIsShownWithoutItsKeys() throws IOException {
    assertEquals(0, cli.run("keys", "list"));
    assertTrue(cli.out().contains("wraps new data keys"), cli.out());
    assertTrue(cli.out().contains("1 entries, none altered"), cli.out());
    assertFalse(cli.out().contains(Files.readString(folder.resolve("key")).strip()));
    assertEquals(0, cli.run("keys", "list", "--json"));
    JsonObject json = JsonParser.parseString(cli.out()).getAsJsonObject();
    assertEquals(keyring().id(), json.get("keyring").getAsString());
    assertEquals(1, json.getAsJsonArray("keys").size());
  }

  @Test
  void whatIsDoneIsLoggedInAChain() throws IOException {
    keyring().subjects().of(List.of("ann"));
    assertEquals(0, cli.run("keys", "rotate"), cli.err());
    String first = keyring().versions().get(0).id();
    assertEquals(0, cli.run("keys", "destroy", first, "--yes"), cli.err());
    assertEquals(0, cli.run("keys", "shred", "ann", "--yes"), cli.err());
    Path log = folder.resolve("keyring/keys.jsonl");
    String text = Files.readString(log);
    for (String type : List.of("created", "rotated", "destroyed", "shredded")) {
      assertTrue(text.contains("\"type\":\"" + type + "\""), text);
    }
    assertFalse(text.contains("ann"), text);
    assertFalse(cli.out().contains("ann"), cli.out());
    Files.writeString(log, text.replaceFirst("rotated", "rotatad"));
    assertEquals(3, cli.run("keys", "list"));
    assertTrue(cli.out().contains("keys.jsonl line 2"), cli.out());
  }

  @Test
  void whatCannotBeTakenBackAsksForYes() {
    String key = keyring().versions().get(0).id();
    assertRefused("Add --yes", "keys", "shred", "ann");
    assertRefused("Add --yes", "keys", "destroy", "all");
    assertRefused("is the primary key", "keys", "destroy", key, "--yes");
    assertRefused("is not in the keyring", "keys", "destroy", "12345678", "--yes");
    assertRefused("1 of 1 subjects have no key here", "keys", "shred", "ann", "--yes");
    assertEquals(1, keyring().versions().size());
    assertEquals(0, cli.run("keys", "destroy", "all", "--yes"), cli.err());
    assertRefused("there is no keyring.json", "keys", "list");
  }

  @Test
  void subjectsMayComeFromAFile() throws IOException {
    keyring().subjects().of(List.of("ann", "bob", "carol"));
    Path file = Files.write(folder.resolve("subjects.txt"), List.of("ann", "", "carol"));
    assertEquals(0, cli.run("keys", "shred", "--from", file.toString(), "--yes"), cli.err());
    assertEquals(1, keyring().subjects().size());
    assertRefused("there is no file", "keys", "shred", "--from", "nowhere", "--yes");
    assertRefused("no subject is named", "keys", "shred", "--yes");
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() {
    assertRefused("is there already", "keys", "create", "--key-file", "k");
    assertRefused("is not named", "keys", "create", "--keyring", folder.resolve("b").toString());
    assertRefused(
        "is named 2 times",
        "keys",
        "create",
        "--keyring",
        folder.resolve("b").toString(),
        "--passphrase",
        "--kms",
        "x://y");
    assertRefused(
        "no client is installed",
        "keys",
        "create",
        "--keyring",
        folder.resolve("b").toString(),
        "--kms",
        "aws-kms://arn");
    assertRefused("missing what to do", "keys");
    assertRefused("comes without --reencrypt", "keys", "rotate", "--only-reencrypt");
    assertRefused("there is no such run", "keys", "rotate", "--reencrypt", "r", "--out", "none");
    assertEquals(1, keyring().versions().size());
    assertRefused("there is no such run", "keys", "open", "r", "--to", "x", "--out", "none");
  }

  @Test
  void aKeyringMayBeProtectedBySomethingElse() throws IOException {
    String other = folder.resolve("key2").toString();
    assertEquals(0, cli.run("keys", "protect", "--key-file", other), cli.err());
    Files.delete(folder.resolve("key"));
    assertEquals(0, cli.run("keys", "list"), cli.err());
    assertTrue(cli.out().contains("key file FOLDER/key2"), cli.out());
  }
}
