package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.util.List;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Makes sentences that are good or bad, about two groups. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.DATA_SOURCE, id = "compat.rows", settings = Rows.Config.class)
public final class Rows implements DataSource {
  @ObjectClassDefinition(name = "Rows", description = "Generated sentences.")
  @interface Config {
    @AttributeDefinition(description = "Number of rows.", min = "10", max = "100000")
    int rows() default 200;
  }

  @Override
  public List<String> endings() {
    return List.of(".compat");
  }

  @Override
  public RowStream open(DataRequest request) {
    int rows = request.settings().as(Config.class).rows();
    SplittableRandom random = new SplittableRandom(request.seed());
    Schema schema =
        new Schema(
            List.of(
                new Column("text", ValueType.STRING, Role.TEXT),
                new Column("group", ValueType.STRING, Role.PROTECTED),
                new Column("label", ValueType.STRING, Role.LABEL)));
    return new RowStream() {
      private long line;

      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public Row next() {
        if (line == rows) {
          return null;
        }
        line++;
        boolean good = random.nextBoolean();
        String group = random.nextBoolean() ? "a" : "b";
        String text = "a " + (good ? "fine" : "poor") + " case of " + group;
        return Row.of(line, List.of(text, group, good ? "yes" : "no"));
      }

      @Override
      public void close() {
        line = rows;
      }
    };
  }
}
