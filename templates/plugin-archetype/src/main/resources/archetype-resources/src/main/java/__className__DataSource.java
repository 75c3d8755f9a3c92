package ${package};

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Reads lines of a class, a bar and a text: {@code spam | You have won}. */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = "${id}",
    description = "Lines of a class, a bar and a text.")
public final class ${className}DataSource implements DataSource {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("label", ValueType.STRING, Role.LABEL),
              new Column("text", ValueType.STRING, Role.TEXT)));

  @Override
  public List<String> endings() {
    return List.of(".bar");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    Path file =
        request
            .file()
            .orElseThrow(
                () -> GovernanceException.spec("${id}", "no file", "a .bar file", "Set data.file"));
    return new Lines(Files.newBufferedReader(file));
  }

  private static final class Lines implements RowStream {
    private final BufferedReader reader;
    private long line;

    Lines(BufferedReader reader) {
      this.reader = reader;
    }

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public Row next() throws IOException {
      String text = reader.readLine();
      if (text == null) {
        return null;
      }
      line++;
      int bar = text.indexOf('|');
      return bar < 0
          ? Row.rejected(line, "no bar between class and text")
          : Row.of(line, List.of(text.substring(0, bar).strip(), text.substring(bar + 1).strip()));
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
