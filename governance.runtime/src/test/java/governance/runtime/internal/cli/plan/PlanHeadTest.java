package governance.runtime.internal.cli.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.cli.CliFixture;
import governance.runtime.internal.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first lines of a plan say of model and columns. */
class PlanHeadTest {
  @TempDir Path folder;

  private Path model(String name) throws IOException {
    Path model = Files.createDirectories(folder.resolve(name));
    Files.writeString(model.resolve("config.json"), "{}");
    return model;
  }

  private String line(String begin, String... words) throws IOException {
    model("models/publisher/small");
    CliFixture fixture = new CliFixture(folder);
    List<String> all =
        Stream.concat(
                Stream.of("plan", "finance", "--set", "train.maxLength=64"), Arrays.stream(words))
            .toList();
    assertEquals(Exit.OK, fixture.run(all.toArray(String[]::new)), fixture.err());
    return fixture
        .out()
        .lines()
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .orElseThrow()
        .substring(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          small                                                       | model.committee=1
          small, LoRA adapter of rank 4 on query and value            | model.adapter.type=lora --set model.adapter.rank=4
          small, LoRA adapter of rank 8 on key, merged when written   | model.adapter={"type":"lora","targets":["key"],"merge":true}
          small, head only                                            | model.freeze=all
          small, embeddings frozen, lowest layer frozen               | model.freeze.layers=1
          small, lowest 2 layers frozen, committee of 3               | model.freeze={"layers":2,"embeddings":false} --set model.committee=3
          """)
  void theModelIsNamedWithWhatIsTrained(String expected, String set) throws IOException {
    String words = "--model publisher/small --set " + set;
    assertEquals("publisher/" + expected, line("model ", words.split(" ")));
  }

  @Test
  void aModelElsewhereIsNamedByItsPath() throws IOException {
    Path other = model("other");
    assertEquals("FOLDER/other", line("model ", "--model", other.toString()));
  }

  @Test
  void manyColumnsOfARoleAreCutUnlessAllIsAsked() throws IOException {
    Path table = folder.resolve("wide.csv");
    Files.writeString(table, "y,a,b,c,d,e,f,g,h\n" + "no,1,2,3,4,5,6,7,8\nyes,1,2,3,4,5,6,7,8\n");
    String[] data = {"--data", table.toString(), "--label", "y", "--favourable", "no"};
    String[] own = Arrays.copyOf(data, data.length + 2);
    own[data.length] = "--protected";
    own[data.length + 1] = "a";
    assertTrue(line("columns ", own).contains("feature b, c, d, e, f, g, … (7)"));
    String[] every = Arrays.copyOf(own, own.length + 1);
    every[own.length] = "--all";
    assertTrue(line("columns ", every).contains("feature b, c, d, e, f, g, h"));
  }
}
