package examples.datasource;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.RowStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reads the format of fastText's classifier: a line is a text that begins with its class, {@code
 * __label__spam You have won}. In UTF-8, also gzip.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = FastTextSource.ID,
    settings = FastTextSource.Config.class,
    description = "Reads lines of a class and a text, as fastText does.")
public final class FastTextSource implements DataSource {
  static final String ID = "example.fasttext";

  /** The settings. */
  @ObjectClassDefinition(
      name = "fastText",
      description = "Lines that begin with their class, in UTF-8, also gzip.")
  @interface Config {
    /** What labels begin with. */
    @AttributeDefinition(description = "What a class begins with in the file.")
    String prefix() default "__label__";
  }

  @Override
  public List<String> endings() {
    return List.of(".ft", ".fasttext");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    if (request.file().isEmpty()) {
      throw GovernanceException.spec(
          "data.file", "no file for " + ID, "a path", "Name it with --data FILE");
    }
    Path file = request.file().get();
    String prefix = request.settings().as(Config.class).prefix();
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      InputStreamReader text = new InputStreamReader(plain, StandardCharsets.UTF_8);
      return new FastTextRows(new LineNumberReader(text), prefix);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
