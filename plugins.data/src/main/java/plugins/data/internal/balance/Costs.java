package plugins.data.internal.balance;

import governance.api.GovernanceException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the setting of costs by class. */
final class Costs {
  private Costs() {}

  /** Returns the cost of each class that is named. */
  static Map<String, Double> parse(String[] setting) {
    Map<String, Double> costs = new TreeMap<>();
    for (String pair : setting) {
      int at = pair.lastIndexOf('=');
      double cost = at < 0 ? Double.NaN : number(pair.substring(at + 1));
      if (!(cost > 0 && Double.isFinite(cost))
          || costs.put(pair.substring(0, at).strip(), cost) != null) {
        throw GovernanceException.spec(
            ClassWeights.ID + " setting costs",
            "got \"" + pair + "\"",
            "class=cost with a finite cost above 0, each class once",
            "Correct it");
      }
    }
    return costs;
  }

  /** Refuses costs of classes that no training row has. */
  static void check(Map<String, Double> costs, Map<String, Double> classes) {
    for (String name : costs.keySet()) {
      if (!classes.containsKey(name)) {
        throw GovernanceException.spec(
            ClassWeights.ID + " setting costs",
            "got class " + name,
            "classes of the training rows " + classes.keySet(),
            "Correct the name");
      }
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
