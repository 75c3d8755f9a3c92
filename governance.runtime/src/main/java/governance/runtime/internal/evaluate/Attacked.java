package governance.runtime.internal.evaluate;

import governance.api.data.Canary;
import governance.api.evaluate.AttackedModel;
import governance.api.model.QueryableModel;
import java.util.List;
import java.util.Map;

/**
 * A model as a metric may attack it.
 *
 * @param model ends with the call it was made for
 * @param rows members and non-members
 */
record Attacked(QueryableModel model, AttackRows rows) implements AttackedModel {
  @Override
  public Comparison compare(int most) {
    return rows.compare(most);
  }

  @Override
  public List<Canary> canaries() {
    return rows.facts().data().canaries();
  }

  @Override
  public Map<String, Double> spent() {
    return rows.facts().spent();
  }

  @Override
  public double level() {
    return rows.facts().level();
  }

  @Override
  public long seed() {
    return rows.facts().seed();
  }
}
