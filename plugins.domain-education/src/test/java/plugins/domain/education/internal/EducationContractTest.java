package plugins.domain.education.internal;

import governance.api.data.DataSource;
import governance.api.domain.DomainPack;
import governance.testkit.DataSourceContract;
import governance.testkit.DomainPackContract;
import org.junit.jupiter.api.Nested;

class EducationContractTest {
  @Nested
  class OfPack extends DomainPackContract {
    @Override
    protected DomainPack pack() {
      return new EducationPack();
    }

    @Override
    protected String id() {
      return "education";
    }
  }

  @Nested
  class OfCourseRecords extends DataSourceContract {
    @Override
    protected DataSource source() {
      return new CourseRecords();
    }

    /** The seed is a setting: a run's seed leaves the data alone. */
    @Override
    protected boolean seeded() {
      return false;
    }
  }
}
