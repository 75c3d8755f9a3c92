package plugins.data.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.RowStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reads one JSON object a line; the columns are the keys of all objects in the order they first
 * appear.
 */
@Component
@Contribution(
    kind = Kind.DATA_SOURCE,
    id = JsonLinesSource.ID,
    settings = JsonLinesSource.Config.class)
public final class JsonLinesSource implements DataSource {
  static final String ID = "data.json-lines";

  @ObjectClassDefinition(
      name = "JSON lines",
      description = "One JSON object a line, plain or gzip.")
  @interface Config {
    @AttributeDefinition(description = "Character set of the file.")
    String encoding() default "UTF-8";

    @AttributeDefinition(description = "Greatest number of characters of a line.", min = "1")
    int longest() default 1 << 20;

    @AttributeDefinition(description = "Strings that stand for a missing value.")
    String[] missing() default {""};

    @AttributeDefinition(description = "New names of columns, each old=new.")
    String[] rename() default {};

    @AttributeDefinition(description = "New names of values, each column:old=new.")
    String[] values() default {};
  }

  @Override
  public List<String> endings() {
    return List.of(".jsonl", ".ndjson");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    Config config = request.settings().as(Config.class);
    DataFile file = DataFile.of(ID, request.file(), config.encoding(), config.longest());
    Renaming names = new Renaming(ID, config.rename(), config.values());
    return new JsonLinesReader(file, new HashSet<>(Arrays.asList(config.missing())), names).open();
  }
}
