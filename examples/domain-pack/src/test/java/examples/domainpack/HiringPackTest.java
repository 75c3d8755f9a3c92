package examples.domainpack;

import governance.api.domain.DomainPack;
import governance.testkit.DomainPackContract;

class HiringPackTest extends DomainPackContract {
  @Override
  protected DomainPack pack() {
    return new HiringPack();
  }

  @Override
  protected String id() {
    return "hiring";
  }
}
