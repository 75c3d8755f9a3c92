package examples.dataanalysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.inspect.AnalysisResult;
import governance.api.inspect.DataAnalysis;
import governance.testkit.DataAnalysisContract;
import governance.testkit.InspectedCase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LopsidedColumnsTest extends DataAnalysisContract {
  @Override
  protected DataAnalysis analysis() {
    return new LopsidedColumns();
  }

  @Test
  void tellsWhatIsNearlyTheSame() {
    AnalysisResult found = analysis().analyse(InspectedCase.regular().with(Map.of("share", 0.75)));
    assertEquals(List.of("region", 2, 0.8), found.tables().get(0).rows().get(1));
    assertEquals("region is the same in 80 % of the rows.", found.findings().get(0).sentence());
  }
}
