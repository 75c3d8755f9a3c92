package plugins.data.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Reads comma-separated values of RFC 4180 with a header. */
@Component(service = DataSource.class)
@Contribution(kind = Kind.DATA_SOURCE, id = CsvSource.ID, settings = CsvSource.Config.class)
public final class CsvSource extends TableSource {
  static final String ID = "data.csv";

  @ObjectClassDefinition(
      name = "CSV file",
      description = "Comma-separated values of RFC 4180 with a header, plain or gzip.")
  @interface Config {
    @AttributeDefinition(description = "Character between fields.")
    String separator() default ",";

    @AttributeDefinition(description = "Whether fields may be quoted with \".")
    boolean quotes() default true;

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

  /** Made by the framework. */
  public CsvSource() {
    super(ID, ".csv");
  }

  @Override
  Options options(Settings settings) {
    Config c = settings.as(Config.class);
    return new Options(
        c.separator(),
        c.quotes(),
        c.encoding(),
        c.longest(),
        c.missing(),
        c.rename(),
        c.values(),
        c.only(),
        c.derive());
  }
}
