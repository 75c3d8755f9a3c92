package governance.runtime.internal.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnonymizeCommandTest {
  @TempDir Path folder;
  private CliFixture cli;
  private TransformSetup seen;

  @BeforeEach
  void fixture() throws IOException {
    cli = new CliFixture(folder);
    cli.plan
        .fakes
        .add(Kind.TRANSFORM, "privacy.k-anonymity", () -> (DatasetTransform) this::fit)
        .settings(
            new SettingsType(
                "k-anonymity",
                "",
                List.of(
                    setting("quasi", Type.STRING, true, List.of()),
                    setting("k", Type.WHOLE, false, 5L),
                    setting("method", Type.STRING, false, "MONDRIAN"))));
    Files.writeString(
        folder.resolve("people.csv"),
        "name,age,zip,note\nAnn,30,02139,a\"b\nBob,41,02140,007\nCy,52,02141,x\n");
  }

  private static Setting setting(String key, Type type, boolean list, Object fallback) {
    return new Setting(key, type, list, fallback, Double.NaN, Double.NaN, List.of(), "what");
  }

  private FittedTransform fit(TransformSetup setup) {
    seen = setup;
    if (Long.valueOf(99).equals(setup.settings().values().get("k"))) {
      throw GovernanceException.spec("setting k", "got 99", "at most 3", "Lower it");
    }
    return new FittedTransform() {
      @Override
      public TransformResult apply(Dataset data, Split split) {
        return new TransformResult(data.select(new int[] {0, 1}), List.of());
      }

      @Override
      public String state() {
        return "two rows";
      }

      @Override
      public Map<String, Double> figures() {
        return Map.of("global certainty penalty", 0.25);
      }
    };
  }

  private int run(String... more) {
    List<String> words = new ArrayList<>(List.of("anonymize", folder + "/people.csv"));
    words.addAll(List.of("--quasi", "age,zip"));
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  @Test
  void rowsAreWrittenAsTheTransformMadeThem() throws IOException {
    Path out = folder.resolve("safe.csv");
    int code = run("--k", "2", "--method", "global", "--drop", "name", "--out", out.toString());
    assertEquals(Exit.OK, code, cli.err());
    assertEquals("age,zip,note\n30,02139,\"a\"\"b\"\n41,02140,007\n", Files.readString(out));
    assertEquals(ValueType.NUMBER, seen.training().schema().columns().get(0).type());
    assertEquals(ValueType.STRING, seen.training().schema().columns().get(1).type());
    assertEquals("GLOBAL", seen.settings().values().get("method"));
    assertTrue(cli.out().startsWith("2 of 3 rows published in FOLDER/safe.csv"), cli.out());
    assertTrue(cli.out().contains("global certainty penalty"), cli.out());
  }

  @Test
  void whatWasDoneIsOneObject() {
    assertEquals(Exit.OK, run("--json"), cli.err());
    JsonObject tree = JsonParser.parseString(cli.out()).getAsJsonObject();
    assertEquals(3, tree.get("rows").getAsInt());
    assertEquals(2, tree.get("published").getAsInt());
    JsonObject figures = tree.getAsJsonObject("figures");
    assertEquals(0.25, figures.get("global certainty penalty").getAsDouble());
  }

  @Test
  void badInputWritesNothing() {
    Path out = folder.resolve("safe.csv");
    assertEquals(Exit.BAD_INPUT, run("--k", "99", "--out", out.toString()));
    assertTrue(cli.err().contains("at most 3"), cli.err());
    assertEquals(Exit.BAD_INPUT, run("--set", "kk=3", "--out", out.toString()));
    assertTrue(cli.err().contains("is no known setting"), cli.err());
    assertEquals(Exit.BAD_INPUT, run("--drop", "nme", "--out", out.toString()));
    assertTrue(cli.err().contains("there is no column \"nme\""), cli.err());
    assertFalse(Files.exists(out));
    assertEquals(Exit.BAD_INPUT, cli.run("anonymize", folder + "/none.csv", "--quasi", "age"));
    assertTrue(cli.err().contains("there is no such file"), cli.err());
  }
}
