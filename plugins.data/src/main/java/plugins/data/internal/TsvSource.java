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
 * Reads tab-separated values with a header; without quoting, as text/tab-separated-values has none.
 */
@Component
@Contribution(kind = Kind.DATA_SOURCE, id = TsvSource.ID, settings = TsvSource.Config.class)
public final class TsvSource implements DataSource {
  static final String ID = "data.tsv";

  @ObjectClassDefinition(
      name = "TSV file",
      description = "Tab-separated values with a header, plain or gzip.")
  @interface Config {
    @AttributeDefinition(description = "Character between fields.")
    String separator() default "\t";

    @AttributeDefinition(description = "Whether fields may be quoted with \".")
    boolean quotes() default false;

    @AttributeDefinition(description = "Character set of the file.")
    String encoding() default "UTF-8";

    @AttributeDefinition(description = "Greatest number of characters of a row.", min = "1")
    int longest() default 1 << 20;

    @AttributeDefinition(description = "What stands for a missing value.")
    String[] missing() default {"", "?", "NA", "N/A", "NaN", "null"};

    @AttributeDefinition(description = "New names of columns, each old=new.")
    String[] rename() default {};

    @AttributeDefinition(description = "New names of values, each column:old=new.")
    String[] values() default {};

    @AttributeDefinition(description = "Columns to read, by their new names; none for all.")
    String[] only() default {};

    @AttributeDefinition(
        description =
            "Columns of yes and no, each new=column>number (>= < <=) or new=column=value.")
    String[] derive() default {};
  }

  @Override
  public List<String> endings() {
    return List.of(".tsv");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    Config config = request.settings().as(Config.class);
    DataFile file = DataFile.of(ID, request.file(), config.encoding(), config.longest());
    TableFormat format =
        new TableFormat(
            TableFormat.separator(ID, config.separator()),
            config.quotes(),
            new HashSet<>(Arrays.asList(config.missing())),
            new Renaming(ID, config.rename(), config.values()),
            new TableShape(ID, config.only(), config.derive()));
    return TableReader.open(file, format);
  }
}
