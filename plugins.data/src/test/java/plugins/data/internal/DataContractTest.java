package plugins.data.internal;

import governance.api.data.Column;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.testkit.DataSourceContract;
import governance.testkit.TransformContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import plugins.data.internal.rowtext.RowText;

class DataContractTest {
  @Nested
  class OfCsvSource extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new CsvSource();
    }

    @Override
    protected Optional<String> good() {
      return Optional.of("name,age\nann,31\nbob,42\ncem,53\n");
    }

    @Override
    protected Optional<String> withBadRow() {
      return Optional.of("name,age\nann,31\nbob\ncem,53\n");
    }

    @Override
    protected Optional<String> foreign() {
      return Optional.of("");
    }
  }

  @Nested
  class OfTsvSource extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new TsvSource();
    }

    @Override
    protected Optional<String> good() {
      return Optional.of("name\tage\nann\t31\nbob\t42\ncem\t53\n");
    }

    @Override
    protected Optional<String> withBadRow() {
      return Optional.of("name\tage\nann\t31\nbob\ncem\t53\n");
    }

    @Override
    protected Optional<String> foreign() {
      return Optional.of("");
    }
  }

  @Nested
  class OfJsonLinesSource extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new JsonLinesSource();
    }

    @Override
    protected Optional<String> good() {
      return Optional.of("{\"age\": 31}\n{\"age\": 42}\n{\"age\": 53}\n");
    }

    @Override
    protected Optional<String> withBadRow() {
      return Optional.of("{\"age\": 31}\n{\"age\n{\"age\": 53}\n");
    }

    @Override
    protected Optional<String> foreign() {
      return Optional.of("no json\n");
    }
  }

  @Nested
  class OfConllSource extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new ConllSource();
    }

    @Override
    protected Optional<String> good() {
      return Optional.of("Ann B-PER\n\nin O\n1987 O\n\nBob B-PER\n");
    }

    @Override
    protected Optional<String> withBadRow() {
      return Optional.of("Ann B-PER\n\nin\n\nBob B-PER\n");
    }
  }

  @Nested
  class OfTextSource extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new TextSource();
    }

    @Override
    protected Optional<String> good() {
      return Optional.of("one text\n\nof 1987\n\nand more\n");
    }
  }

  /** A list of files; another weight in it is another value in the rows. */
  @Nested
  class OfMixSource extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new MixSource();
    }

    @Override
    protected Optional<String> good() {
      return Optional.of("1\tlines\tnovel.txt\n2\tlines\tother.txt\n");
    }

    @Override
    protected Optional<String> foreign() {
      return Optional.of("no list\n");
    }

    @Override
    protected void beside(Path place) throws IOException {
      Files.writeString(place.resolve("novel.txt"), "one\ntwo\n");
      Files.writeString(place.resolve("other.txt"), "three\n");
    }
  }

  @Nested
  class OfLinks extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new Links();
    }
  }

  /** The same for rows that have links. */
  @Nested
  class OfLinksThatAreThere extends OfLinks {
    @Override
    protected Dataset training() {
      return linked(super.training());
    }

    @Override
    protected Dataset other() {
      return linked(super.other());
    }

    private static Dataset linked(Dataset data) {
      return data.with(
          new Column("words", ValueType.STRING, Role.TEXT),
          IntStream.range(0, data.size()).mapToObj(i -> "see https://example.org/" + i).toList());
    }
  }

  @Nested
  class OfRowText extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new RowText();
    }
  }
}
