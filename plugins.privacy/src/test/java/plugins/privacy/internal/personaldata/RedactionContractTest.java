package plugins.privacy.internal.personaldata;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.DataAnalysis;
import governance.testkit.DataAnalysisContract;
import governance.testkit.TransformContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

class RedactionContractTest {
  @Nested
  class OfRedaction extends TransformContract {
    @Override
    protected DatasetTransform transform() {
      return new Redaction();
    }
  }

  /** The same for rows that hold personal data. */
  @Nested
  class OfRedactionOfPersonalData extends OfRedaction {
    @Override
    protected Dataset training() {
      return personal(super.training());
    }

    @Override
    protected Dataset other() {
      return personal(super.other());
    }

    private static Dataset personal(Dataset data) {
      List<String> texts =
          IntStream.range(0, data.size())
              .mapToObj(i -> "Dr. Smith, 212-555-010" + i + ", on 2020-01-0" + (1 + i))
              .toList();
      List<List<String>> words = texts.stream().map(t -> List.of(t.split(" "))).toList();
      return data.with(new Column("words", ValueType.STRING, Role.TEXT), texts)
          .with(new Column("tokens", ValueType.WORDS, Role.TOKENS), words);
    }
  }

  @Nested
  class OfPersonalDataAnalysis extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new PersonalDataAnalysis();
    }
  }
}
