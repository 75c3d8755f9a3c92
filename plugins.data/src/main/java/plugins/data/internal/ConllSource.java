package plugins.data.internal;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.RowStream;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reads CoNLL files: a word and its tag a line, a blank line between sentences; a sentence is a
 * row.
 */
@Component
@Contribution(kind = Kind.DATA_SOURCE, id = ConllSource.ID, settings = ConllSource.Config.class)
public final class ConllSource implements DataSource {
  static final String ID = "data.conll";

  private static final String AUTO = "auto";
  private static final String SPACE = "\\s+";
  private static final String TAB = "\t";

  @ObjectClassDefinition(
      name = "CoNLL file",
      description = "A word and its tag a line, plain or gzip.")
  @interface Config {
    @AttributeDefinition(
        description =
            "Character between columns: \\t, or a blank for any white space; auto: a tab if the"
                + " first word's line has one, else white space.")
    String separator() default AUTO;

    @AttributeDefinition(description = "Column of the word, from 0; negative counts from the last.")
    int token() default 0;

    @AttributeDefinition(description = "Column of the tag, from 0; negative counts from the last.")
    int tag() default -1;

    @AttributeDefinition(description = "Character set of the file.")
    String encoding() default "UTF-8";

    @AttributeDefinition(description = "Greatest number of characters of a line.", min = "1")
    int longest() default 1 << 20;
  }

  @Override
  public List<String> endings() {
    return List.of(".conll", ".iob", ".bio");
  }

  @Override
  public RowStream open(DataRequest request) throws IOException {
    Config config = request.settings().as(Config.class);
    if (config.token() == config.tag()) {
      throw GovernanceException.spec(
          ID + " setting tag",
          "token and tag are both column " + config.tag(),
          "two columns",
          "Change one");
    }
    DataFile file = DataFile.of(ID, request.file(), config.encoding(), config.longest());
    return new ConllReader(
        file, separator(config.separator()), config.token(), config.tag(), file.open());
  }

  /** What parts the columns of a file whose first word stands on this line. */
  private static UnaryOperator<String> separator(String setting) {
    if (setting.equals(AUTO)) {
      return first -> first.indexOf('\t') < 0 ? SPACE : TAB;
    }
    char one = TableFormat.separator(ID, setting);
    String pattern = one == ' ' ? SPACE : Pattern.quote(String.valueOf(one));
    return first -> pattern;
  }
}
