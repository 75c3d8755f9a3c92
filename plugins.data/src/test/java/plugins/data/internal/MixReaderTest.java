package plugins.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plugins.data.internal.Reading.Content;

class MixReaderTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Reading.write(folder, "novel.txt", "one\ntwo\n");
    Reading.write(folder, "notes.csv", "id,note\n1,three\n2,\n3,four\n");
    Files.write(folder.resolve("words.conll.gz"), Reading.gzip("a\tO\nb\tO\n\nc\tO\n"));
  }

  private Content read(String list, Map<String, ?> settings) throws IOException {
    return Reading.read(new MixSource(), Reading.write(folder, "all.mix", list), settings);
  }

  @Test
  void textsOfAllFilesComeWithTheirWeights() throws IOException {
    Content content =
        read(
            "# mix\n1\tlines\tnovel.txt\n2.5\tnote\tnotes.csv\n3\ttokens\twords.conll.gz\n",
            Map.of());
    assertEquals(
        List.of(
            List.of("one", 1.0),
            List.of("two", 1.0),
            List.of("three", 2.5),
            List.of("four", 2.5),
            List.of("a b", 3.0),
            List.of("c", 3.0)),
        content.good());
  }

  @Test
  void theFolderOfTheFilesCanBeGiven() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Reading.write(other, "x.txt", "there\n");
    Content content = read("1\tparagraphs\tx.txt\n", Map.of("root", other.toString()));
    assertEquals(List.of(List.of("there", 1.0)), content.good());
  }

  @Test
  void whatIsWrongWithTheListIsNamed() {
    wrong("1\tlines\n", "line 1 has 2 fields");
    wrong("0\tlines\tnovel.txt\n", "the weight is 0");
    wrong("1\tlines\tnone.txt\n", "there is no file");
    wrong("1\tlabel\tnotes.csv\n", "has no column \"label\"");
    wrong("1\ttext\tnovel.txt\n", "has an ending that no reader of a mix knows");
    wrong("# nothing\n", "the list names no file");
  }

  private void wrong(String list, String message) {
    var e = assertThrows(GovernanceException.class, () -> read(list, Map.of()));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
