package plugins.privacy.internal.anonymity;

import java.util.List;
import java.util.stream.Collectors;

/** Several models that must all hold, the cheapest first. */
record PrivacyModels(List<PrivacyModel> all) implements PrivacyModel {
  @Override
  public boolean holds(int[] rows, int from, int to) {
    for (PrivacyModel model : all) {
      if (!model.holds(rows, from, to)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean failuresShrink() {
    return all.stream().allMatch(PrivacyModel::failuresShrink);
  }

  @Override
  public int leastRows() {
    return all.stream().mapToInt(PrivacyModel::leastRows).max().orElse(1);
  }

  @Override
  public String description() {
    return all.stream().map(PrivacyModel::description).collect(Collectors.joining(", "));
  }
}
