package plugins.data.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.RowStream;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Reads plain text: a paragraph is a row of one column, {@code text}. */
@Component
@Contribution(kind = Kind.DATA_SOURCE, id = TextSource.ID, settings = TextSource.Config.class)
public final class TextSource implements DataSource {
  static final String ID = "data.text";

  @ObjectClassDefinition(
      name = "Plain text",
      description = "Paragraphs with a blank line between them, or one on each line; also gzip.")
  @interface Config {
    @AttributeDefinition(
        description = "Whether each line is a paragraph; otherwise a blank line ends one.")
    boolean lines() default false;

    @AttributeDefinition(description = "Character set of the file.")
    String encoding() default "UTF-8";

    @AttributeDefinition(
        description = "Greatest number of characters of a paragraph; a longer one is a bad row.",
        min = "1")
    int longest() default 1 << 18;
  }

  @Override
  public List<String> endings() {
    return List.of(".txt");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    Config config = request.settings().as(Config.class);
    DataFile file = DataFile.of(ID, request.file(), config.encoding(), config.longest());
    return new TextReader(file, config.lines(), file.open());
  }
}
