package ${package};

import governance.api.data.DataSource;
import governance.testkit.DataSourceContract;
import java.util.Optional;

class ${className}DataSourceTest extends DataSourceContract {
  @Override
  protected DataSource source() {
    return new ${className}DataSource();
  }

  @Override
  protected Optional<String> good() {
    return Optional.of("spam | You have won 7\nham | See you\nham | At 8\n");
  }

  @Override
  protected Optional<String> withBadRow() {
    return Optional.of("spam | You have won 7\nSee you\nham | At 8\n");
  }
}
