package plugins.privacy.internal.anonymity;

import governance.api.data.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be done with which rows.
 *
 * @param columns the quasi-identifiers
 * @param domains their values
 * @param codes for each the code of each training row
 * @param models what groups must keep to
 * @param k least rows of a group
 */
record Task(
    List<Column> columns, List<Domain> domains, List<int[]> codes, PrivacyModel models, int k) {
  int rows() {
    return codes.get(0).length;
  }

  /** Returns models and domains, the same for the same settings and rows. */
  String description() {
    return models.description()
        + '\n'
        + domains.stream().map(Domain::description).collect(Collectors.joining("\n"))
        + '\n';
  }
}
