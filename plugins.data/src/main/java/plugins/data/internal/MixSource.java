package plugins.data.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.RowStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reads text from several files that a table lists, with tabs between its columns {@code weight},
 * {@code column} and {@code file}. Columns: {@code text}, and {@code weight}, the row's weight.
 */
@Component
@Contribution(kind = Kind.DATA_SOURCE, id = MixSource.ID, settings = MixSource.Config.class)
public final class MixSource implements DataSource {
  static final String ID = "data.mix";

  @ObjectClassDefinition(
      name = "Mix of texts",
      description = "Text of several files, each with a weight, without labels.")
  @interface Config {
    @AttributeDefinition(
        description = "Folder that the files' paths are relative to; empty for that of the list.")
    String root() default "";
  }

  @Override
  public List<String> endings() {
    return List.of(".mix");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    Config config = request.settings().as(Config.class);
    DataFile file = DataFile.of(ID, request.file(), "UTF-8", 1 << 16);
    Path list = request.file().orElseThrow().toAbsolutePath();
    Path root = config.root().isEmpty() ? list.getParent() : Path.of(config.root());
    return new MixReader(MixPart.read(file, root), request.seed());
  }
}
