package plugins.domain.finance.internal.opinion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import governance.api.GovernanceException;
import governance.generated.GroundTruth;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import plugins.domain.finance.internal.Generated;

class OpinionPostsTest {
  private static final GroundTruth TRUTH = GroundTruth.read(OpinionPosts.class, OpinionPosts.TRUTH);

  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    assertEquals(
        "bddb20a6c8c0f6ba6e3ec2654130025c59d945a3440a5c401f441b5f49ed2037",
        Generated.digest(Generated.rows(new OpinionPosts(), 6000, 1)));
  }

  @Test
  void sharesAreThoseStatedInAndOutsideOfTheJump() throws IOException {
    List<List<Object>> rows = Generated.rows(new OpinionPosts(), 60_000, 2);
    double[] negative = new double[2];
    double[] all = new double[2];
    for (List<Object> row : rows) {
      if (row.get(2).equals("fees")) {
        long day = LocalDate.parse((String) row.get(1)).toEpochDay();
        long week = (day - LocalDate.of(2024, 1, 1).toEpochDay()) / 7;
        int jump = week >= 20 && week <= 22 ? 1 : 0;
        all[jump]++;
        negative[jump] += row.get(4).equals("negative") ? 1 : 0;
      }
    }
    assertEquals(TRUTH.table("sentiment", "fees").get("negative"), negative[0] / all[0], 0.02);
    assertEquals(TRUTH.table("sentiment", "jump").get("negative"), negative[1] / all[1], 0.04);
    assertEquals(TRUTH.table("topic", "").get("fees"), (all[0] + all[1]) / rows.size(), 0.01);
  }

  @Test
  void refusesNoRows() {
    assertThrows(GovernanceException.class, () -> Generated.rows(new OpinionPosts(), 0, 1));
  }
}
