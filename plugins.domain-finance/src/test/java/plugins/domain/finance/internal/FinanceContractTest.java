package plugins.domain.finance.internal;

import governance.api.data.DataSource;
import governance.api.domain.DomainPack;
import governance.testkit.DataSourceContract;
import governance.testkit.DomainPackContract;
import org.junit.jupiter.api.Nested;

class FinanceContractTest {
  @Nested
  class OfPack extends DomainPackContract {
    @Override
    protected DomainPack pack() {
      return new FinancePack();
    }

    @Override
    protected String id() {
      return "finance";
    }
  }

  @Nested
  class OfLoanApplications extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new LoanApplications();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }
}
