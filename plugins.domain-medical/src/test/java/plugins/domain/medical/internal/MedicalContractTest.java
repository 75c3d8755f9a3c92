package plugins.domain.medical.internal;

import governance.api.data.DataSource;
import governance.api.domain.DomainPack;
import governance.testkit.DataSourceContract;
import governance.testkit.DomainPackContract;
import org.junit.jupiter.api.Nested;

class MedicalContractTest {
  @Nested
  class OfPack extends DomainPackContract {
    @Override
    protected DomainPack pack() {
      return new MedicalPack();
    }

    @Override
    protected String id() {
      return "medical";
    }
  }

  @Nested
  class OfClinicalNotes extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new ClinicalNotes();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }
}
