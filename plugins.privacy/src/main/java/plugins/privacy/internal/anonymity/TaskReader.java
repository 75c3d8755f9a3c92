package plugins.privacy.internal.anonymity;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks settings against the training rows, and numbers the values of these. */
final class TaskReader {
  private final KAnonymity.Config config;
  private final Dataset data;
  private final Map<String, Hierarchy> hierarchies;

  TaskReader(KAnonymity.Config config, TransformSetup setup) {
    this.config = config;
    this.data = setup.training();
    this.hierarchies =
        new Hierarchies(subject("hierarchies"), setup.dataDirectory()).parse(config.hierarchies());
  }

  private static String subject(String key) {
    return KAnonymity.ID + " setting " + key;
  }

  Task read() {
    SettingsRange.check(config);
    if (config.k() > data.size()) {
      throw GovernanceException.spec(
          subject("k"),
          "got " + config.k() + " with " + data.size() + " rows",
          "at most the number of training rows",
          "Lower it, or give more rows");
    }
    List<Column> columns = new Columns(subject("quasi"), data).quasi(List.of(config.quasi()));
    refuseUnused(columns);
    List<Domain> domains = new ArrayList<>();
    List<int[]> codes = new ArrayList<>();
    for (Column column : columns) {
      Domain domain = domain(column);
      domains.add(domain);
      codes.add(domain.encode(data.values(column.name())));
    }
    PrivacyModel models = models(columns);
    int[] all = IntStream.range(0, data.size()).toArray();
    if (!models.holds(all, 0, all.length)) {
      throw GovernanceException.data(
          KAnonymity.ID,
          "not even all rows in one group have " + models.description(),
          "conditions that all rows together meet",
          "Ask for less");
    }
    return new Task(columns, domains, codes, models, config.k());
  }

  private void refuseUnused(List<Column> columns) {
    for (String name : hierarchies.keySet()) {
      boolean used = columns.stream().anyMatch(c -> c.name().equals(name));
      if (!used && !name.equals(config.sensitive())) {
        throw GovernanceException.spec(
            subject("hierarchies"),
            "got one for column \"" + name + "\"",
            "quasi-identifiers among " + columns.stream().map(Column::name).toList(),
            "Name a column of these");
      }
    }
  }

  private Domain domain(Column column) {
    List<?> values = data.values(column.name());
    boolean numeric = column.type() == ValueType.NUMBER;
    Hierarchy hierarchy = fitted(hierarchies.get(column.name()), values, numeric);
    Domain plain = new Domain(column.name(), values, numeric, hierarchy);
    if (hierarchy == null && plain.size() == data.size()) {
      throw GovernanceException.data(
          "column " + column.name(),
          "each of its " + data.size() + " values is there once: it identifies rows by itself",
          "a quasi-identifier with values that several rows share, or with a hierarchy",
          "Leave it out of what is published, or give it a hierarchy: " + Hierarchies.FORM);
    }
    boolean globally = config.method() == KAnonymity.Method.GLOBAL;
    if (globally && numeric && hierarchy == null && plain.size() > 2) {
      double[] numbers =
          Arrays.stream(data.numbers(column.name())).filter(n -> !Double.isNaN(n)).toArray();
      double least = Arrays.stream(numbers).min().orElseThrow();
      double most = Arrays.stream(numbers).max().orElseThrow();
      return new Domain(column.name(), values, true, IntervalHierarchy.over(least, most));
    }
    return plain;
  }

  /** Numbers lost the zeros at their beginning: the longest tells how many there were. */
  private static Hierarchy fitted(Hierarchy hierarchy, List<?> values, boolean numeric) {
    if (numeric && hierarchy instanceof PrefixHierarchy prefix && prefix.length() == 0) {
      int longest = values.stream().mapToInt(v -> Values.text(v).length()).max().orElse(0);
      return new PrefixHierarchy(prefix.kept(), longest);
    }
    return hierarchy;
  }

  private PrivacyModel models(List<Column> columns) {
    List<PrivacyModel> models = new ArrayList<>();
    models.add(new GroupSize(config.k()));
    Columns found = new Columns(subject("member"), data);
    if (!config.member().isEmpty()) {
      boolean[] members = found.members(config.member());
      models.add(new PresenceModel(members, config.deltaMin(), config.deltaMax()));
    }
    if (config.l() > 1 || config.t() < 1) {
      Sensitive sensitive = sensitive(columns);
      if (config.l() > 1) {
        models.add(new DiversityModel(sensitive, config.diversity(), config.l(), config.c()));
      }
      if (config.t() < 1) {
        models.add(new ClosenessModel(sensitive, config.distance(), config.t()));
      }
    }
    return new PrivacyModels(models);
  }

  private Sensitive sensitive(List<Column> columns) {
    Column column = new Columns(subject("sensitive"), data).one(config.sensitive());
    if (columns.contains(column)) {
      throw GovernanceException.spec(
          subject("sensitive"),
          "column \"" + column.name() + "\" is a quasi-identifier too",
          "a column that is not generalised",
          "Take it out of the quasi-identifiers, or choose another");
    }
    Hierarchy hierarchy = hierarchies.get(column.name());
    if (config.t() < 1 && config.distance() == Distance.HIERARCHICAL && hierarchy == null) {
      throw GovernanceException.spec(
          subject("distance"),
          "HIERARCHICAL, and column \"" + column.name() + "\" has no hierarchy",
          Hierarchies.FORM,
          "Add one to hierarchies, or choose EQUAL or ORDERED");
    }
    List<?> values = data.values(column.name());
    boolean ordered =
        config.distance() == Distance.ORDERED && !(hierarchy instanceof TreeHierarchy);
    boolean numeric = column.type() == ValueType.NUMBER;
    Domain domain = new Domain(column.name(), values, numeric, ordered ? null : hierarchy);
    if (config.l() > domain.size()) {
      throw GovernanceException.spec(
          subject("l"),
          "got "
              + Values.text(config.l())
              + ", and column \""
              + column.name()
              + "\" has "
              + domain.size()
              + " different values",
          "at most that number",
          "Lower it");
    }
    return new Sensitive(domain, values);
  }
}
