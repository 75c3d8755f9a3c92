package governance.runtime.internal.data;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.data.Transforming.Refitted;
import java.util.List;
import java.util.Map;

/** Whether rows, and what transforms learn from them, are those of a run's lineage. */
final class LineageCheck {
  private final Map<String, Object> lineage;

  LineageCheck(Map<String, Object> lineage) {
    this.lineage = lineage;
  }

  /** Checks the digest of all rows. */
  void rows(String digest) {
    if (!digest.equals(lineage.get("rowsSha256"))) {
      throw GovernanceException.data(
          "the data of the run",
          "is not what the run read (digest " + digest + ")",
          String.valueOf(lineage.get("rowsSha256")),
          "Put the same data back: what transforms learnt is learnt again from it");
    }
  }

  /** Checks what each transform has learnt. */
  void transforms(List<Refitted> fitted) {
    List<?> was = (List<?>) lineage.get("transforms");
    for (int i = 0; i < fitted.size(); i++) {
      Object state = ((Map<?, ?>) was.get(i)).get("stateSha256");
      if (!fitted.get(i).state().equals(state)) {
        throw new GovernanceException(
            new Problem(
                Remedy.REPORT_BUG,
                "transform " + fitted.get(i).info().id(),
                "learns something else than in the run (digest " + fitted.get(i).state() + ")",
                String.valueOf(state),
                "Report this to the maker of bundle " + fitted.get(i).info().bundle()));
      }
    }
  }
}
