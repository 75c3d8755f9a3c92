package governance.runtime.internal.data;

import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.Split;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.spec.RunSpec;

/**
 * Rows that are looked at without a run. They are those that a run of the same spec trains on, but
 * less is asked of them: there may be no label, one class only, or any number of groups.
 *
 * @param rows the rows before any transform
 * @param classes the classes of the label; without column where there is none
 * @param read how many rows the source has
 * @param rejected how many of them could not be used
 * @param used how many are dealt out to training, validation and test
 */
public record InspectedRows(Dataset rows, Classes classes, long read, long rejected, long used) {
  /**
   * Reads rows.
   *
   * @param all whether to look at the rows of every split and not of training alone
   * @throws governance.api.GovernanceException if data or spec do not suit; says what to change
   */
  public static InspectedRows read(RunSpec spec, DataPlan plan, DataSource source, boolean all) {
    RawRows raw = SplitRows.raw(spec, plan, source);
    Dataset typed =
        new ProtectedColumns(spec.data(), false).apply(Typing.typed(raw.schema(), raw.columns()));
    Classes classes = Classes.inspected(typed, spec.task(), spec.data(), raw.lines());
    Dataset rows =
        all ? typed : SplitRows.of(spec, raw, typed, classes).original().get(Split.TRAIN);
    return new InspectedRows(rows, classes, raw.read(), raw.rejected().size(), raw.size());
  }
}
