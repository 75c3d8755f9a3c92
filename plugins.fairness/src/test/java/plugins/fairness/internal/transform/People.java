package plugins.fairness.internal.transform;

import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;

/** Rows of people in groups, with a class and a number that says something of both. */
final class People {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("id", ValueType.STRING, Role.ID),
              new Column("sex", ValueType.STRING, Role.PROTECTED),
              new Column("score", ValueType.NUMBER, Role.FEATURE),
              new Column("label", ValueType.STRING, Role.LABEL)));

  private final List<List<Object>> columns =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final Random random = new Random(11);

  /** Adds rows whose score is higher for yes, and for the group by {@code shift}. */
  People add(String group, String label, int count, double shift) {
    for (int i = 0; i < count; i++) {
      columns.get(0).add("r" + columns.get(0).size());
      columns.get(1).add(group);
      columns.get(2).add(shift + (label.equals("yes") ? 1 : 0) + random.nextGaussian());
      columns.get(3).add(label);
    }
    return this;
  }

  Dataset data() {
    return Dataset.of(SCHEMA, columns);
  }

  /** 100 women of whom 20 have yes, 200 men of whom 100 have. */
  static Dataset unequal() {
    return new People()
        .add("f", "yes", 20, 0)
        .add("f", "no", 80, 0)
        .add("m", "yes", 100, 0.5)
        .add("m", "no", 100, 0.5)
        .data();
  }

  /** Counts the rows of which group and label fit. */
  static int count(Dataset data, BiPredicate<String, String> fits) {
    int count = 0;
    for (int row = 0; row < data.size(); row++) {
      count += fits.test(data.string("sex", row), data.string("label", row)) ? 1 : 0;
    }
    return count;
  }

  static int count(Dataset data, String group, String label) {
    return count(data, (g, l) -> group.equals(g) && label.equals(l));
  }

  /** The weighted share of yes in a group. */
  static double rate(Dataset data, String group) {
    double[] weights = data.weights("weight");
    double yes = 0;
    double all = 0;
    for (int row = 0; row < data.size(); row++) {
      if (group.equals(data.string("sex", row))) {
        all += weights[row];
        yes += data.string("label", row).equals("yes") ? weights[row] : 0;
      }
    }
    return yes / all;
  }

  /** A thousand groups, some of one member. */
  static Dataset thousandGroups() {
    People people = new People();
    for (int g = 0; g < 1000; g++) {
      people.add("g" + g, g % 2 == 0 ? "yes" : "no", 1, 0);
      people.add("g" + g, "no", g % 4, 0);
    }
    return people.data();
  }
}
