package governance.runtime.internal.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.TransformSetup;
import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.settings.Setting;
import governance.runtime.internal.settings.Setting.Type;
import governance.runtime.internal.settings.SettingsType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command over a transform that writes X for every "secret". */
class RedactCommandTest {
  @TempDir Path folder;
  private CliFixture cli;
  private Map<String, Object> seen;

  @BeforeEach
  void fixture() {
    cli = new CliFixture(folder);
    List<Setting> settings = new ArrayList<>();
    for (String key : List.of("columns", "actions", "profile", "keyFile")) {
      boolean list = key.equals("columns") || key.equals("actions");
      settings.add(
          new Setting(
              key,
              Type.STRING,
              list,
              list ? List.of() : "",
              Double.NaN,
              Double.NaN,
              List.of(),
              ""));
    }
    cli.plan
        .fakes
        .add(Kind.TRANSFORM, "privacy.redaction", () -> (DatasetTransform) this::fit)
        .settings(new SettingsType("Redaction", "", settings));
  }

  private FittedTransform fit(TransformSetup setup) {
    seen = setup.settings().values();
    if (seen.get("profile").equals("NONE")) {
      throw GovernanceException.spec("profile", "got NONE", "HIPAA", "Correct it");
    }
    if (seen.get("profile").equals("BROKEN")) {
      throw new IllegalStateException("broken");
    }
    return new FittedTransform() {
      @Override
      public TransformResult apply(Dataset data, Split split) {
        Dataset result = data;
        for (Column column : data.schema().columns()) {
          result = result.with(column, data.values(column.name()).stream().map(this::x).toList());
        }
        return new TransformResult(
            result, List.of(new Change(ChangeType.ALTERED, "SECRET in all", data.size())));
      }

      private Object x(Object value) {
        return value instanceof List<?> words
            ? words.stream().map(this::x).toList()
            : value == null ? null : value.toString().replace("secret", "X");
      }

      @Override
      public String state() {
        return "";
      }
    };
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String redacted(String name, String text) throws IOException {
    Path out = folder.resolve("out-" + name);
    assertEquals(
        Exit.OK,
        cli.run("redact", file(name, text).toString(), "--out", out.toString(), "--profile", "all"),
        cli.err());
    return Files.readString(out);
  }

  @Test
  void formatsComeOutAsTheyWentIn() throws IOException {
    String csv = "id,note\n007,\"a, secret \"\"q\"\"\"\n?,\n";
    assertEquals(csv.replace("secret", "X"), redacted("a.csv", csv));
    String tsv = "id\tnote\n1.50\tsecret, b\n";
    assertEquals(tsv.replace("secret", "X"), redacted("a.tsv", tsv));
    String json =
        "{\"id\":7.0,\"who\":{\"name\":\"secret\"},\"ok\":true,\"w\":[\"a\",\"secret\"],\"n\":[1,{\"t\":\"secret\"}],"
            + "\"none\":null,\"e\":[]}\n{\"other\":\"<secret>\"}\n";
    assertEquals(json.replace("secret", "X"), redacted("a.jsonl", json));
    assertEquals("one X\n\ntwo\n", redacted("a.txt", "one secret\n\ntwo\n"));
  }

  @Test
  void optionsAreSettings() throws IOException {
    Path file = file("a.csv", "a,b\nsecret,1\n");
    int code =
        cli.run(
            "redact",
            file.toString(),
            "--columns",
            "a,b=PHONE",
            "--profile",
            "gdpr",
            "--key-file",
            "k",
            "--set",
            "actions=DATE=SHIFT",
            "--set",
            "actions=AGE=KEEP");
    assertEquals(Exit.OK, code, cli.err());
    assertEquals("a,b\nX,1\n", cli.out());
    assertEquals(List.of("a", "b=PHONE"), seen.get("columns"));
    assertEquals(List.of("DATE=SHIFT", "AGE=KEEP"), seen.get("actions"));
    assertEquals("GDPR", seen.get("profile"));
    assertEquals("k", seen.get("keyFile"));
    assertTrue(cli.err().contains("1 rows, 1 places replaced."), cli.err());
  }

  @Test
  void aReportCountsAndWritesNoRows() throws IOException {
    Path file = file("a.txt", "secret\n");
    assertEquals(Exit.OK, cli.run("redact", file.toString(), "--report", "--profile", "all"));
    assertEquals("  1  SECRET in all\n1 rows, 1 places found.\n", cli.out());
    cli.run("redact", file.toString(), "--report", "--json", "--profile", "all");
    assertEquals(
        1,
        JsonParser.parseString(cli.out())
            .getAsJsonObject()
            .getAsJsonArray("replaced")
            .get(0)
            .getAsJsonObject()
            .get("count")
            .getAsInt());
  }

  @Test
  void nothingIsWrittenOfBadInput() throws IOException {
    refused("there is no such file", folder.resolve("none.csv"));
    refused("ending", file("a.pdf", "x"));
    refused("a.csv line 3", file("a.csv", "a,b\nsecret,1\nsecret\n"));
    refused("is empty", file("b.csv", ""));
    refused("names a column twice", file("c.csv", "a,a\n1,2\n"));
    refused("line 2", file("a.jsonl", "{\"a\":\"secret\"}\nno\n"));
    refused("holds no text", file("b.jsonl", ""));
    refused("UTF-8", Files.write(folder.resolve("b.txt"), new byte[] {'a', (byte) 0xff, 'b'}));
    refused("gzip", Files.write(folder.resolve("c.txt.gz"), new byte[] {'a', 'b', 'c'}));
    refused(
        "UTF-8", Files.write(folder.resolve("b.csv"), new byte[] {'a', '\n', (byte) 0xff, 'b'}));
    refused("is no known setting", file("d.txt", "x\n"), "--set", "nothing=1");
    refused("got NONE", file("d.txt", "x\n"), "--profile", "none");
    refused("KEY=VALUE", file("d.txt", "x\n"), "--set", "nothing");
    Path same = file("e.txt", "secret\n");
    assertEquals(Exit.BAD_INPUT, cli.run("redact", same.toString(), "--out", same.toString()));
    assertEquals("secret\n", Files.readString(same));
    assertEquals(Exit.BAD_INPUT, cli.run("redact", same.toString(), "--json"));
  }

  private void refused(String says, Path file, String... more) throws IOException {
    Path out = folder.resolve("refused.out");
    List<String> words =
        new ArrayList<>(List.of("redact", file.toString(), "--out", out.toString()));
    if (more.length == 0) {
      words.addAll(List.of("--profile", "all"));
    } else {
      words.addAll(List.of(more));
      if (!words.contains("--profile")) {
        words.addAll(List.of("--profile", "all"));
      }
    }
    assertEquals(Exit.BAD_INPUT, cli.run(words.toArray(String[]::new)), says);
    assertTrue(cli.err().contains(says), cli.err());
    assertFalse(Files.exists(out), says);
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(p -> p.getFileName().toString().endsWith(".new")), says);
    }
  }

  @Test
  void aTransformThatFailsLeavesNothing() throws IOException {
    Path out = folder.resolve("failed.txt");
    Path file = file("a.txt", "secret\n");
    int code = cli.run("redact", file.toString(), "--profile", "BROKEN", "--out", out.toString());
    assertEquals(Exit.CONTRIBUTION, code, cli.err());
    assertFalse(Files.exists(out));
    assertFalse(Files.exists(folder.resolve(".failed.txt.new")));
  }

  @Test
  void withoutTheBundleTheRemedyIsTold() throws IOException {
    CliFixture bare = new CliFixture(folder);
    assertEquals(Exit.BAD_INPUT, bare.run("redact", file("a.txt", "x\n").toString()));
    assertTrue(bare.err().contains("Install bundle plugins.privacy"), bare.err());
  }
}
