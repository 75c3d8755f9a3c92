package plugins.domain.city.internal;

import governance.api.data.DataSource;
import governance.api.domain.DomainPack;
import governance.testkit.DataSourceContract;
import governance.testkit.DomainPackContract;
import org.junit.jupiter.api.Nested;

class CityContractTest {
  @Nested
  class OfPack extends DomainPackContract {
    @Override
    protected DomainPack pack() {
      return new CityPack();
    }

    @Override
    protected String id() {
      return "city";
    }
  }

  @Nested
  class OfServiceRequests extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new ServiceRequests();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }
}
