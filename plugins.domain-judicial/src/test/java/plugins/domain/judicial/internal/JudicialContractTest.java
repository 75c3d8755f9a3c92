package plugins.domain.judicial.internal;

import governance.api.data.DataSource;
import governance.api.domain.DomainPack;
import governance.testkit.DataSourceContract;
import governance.testkit.DomainPackContract;
import org.junit.jupiter.api.Nested;

class JudicialContractTest {
  @Nested
  class OfPack extends DomainPackContract {
    @Override
    protected DomainPack pack() {
      return new JudicialPack();
    }

    @Override
    protected String id() {
      return "judicial";
    }
  }

  @Nested
  class OfCaseRecords extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new CaseRecords();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }
}
