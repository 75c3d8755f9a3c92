package ${package};

import governance.api.domain.DomainPack;
import governance.testkit.DomainPackContract;

class ${className}DomainPackTest extends DomainPackContract {
  @Override
  protected DomainPack pack() {
    return new ${className}DomainPack();
  }

  @Override
  protected String id() {
    return "${id}";
  }
}
