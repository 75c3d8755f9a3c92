package plugins.privacy.internal.anonymity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KAnonymityTest {
  private static final List<String> QUASI = List.of("age", "zip", "work");

  private static Dataset people(int size, long seed) {
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int age = 18 + (int) Math.abs(15 * random.nextGaussian());
      String zip = "0" + (2000 + random.nextInt(40));
      String illness = "d" + Math.min(4, (int) Math.abs(2 * random.nextGaussian()));
      rows.add(List.of(age, zip, "w" + random.nextInt(4), illness, i % 3 == 0 ? "in" : "out"));
    }
    return Tables.of(List.of("age", "zip", "work", "illness", "study"), rows);
  }

  private static Map<String, Object> settings(Object... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("quasi", QUASI);
    settings.put("k", 10);
    settings.put("hierarchies", List.of("zip=prefix:4,3,2"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i].toString(), more[i + 1]);
    }
    return settings;
  }

  private static Map<List<String>, List<Integer>> groups(Dataset data) {
    Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
    for (int row = 0; row < data.size(); row++) {
      List<String> key = new ArrayList<>();
      for (String column : QUASI) {
        key.add(String.valueOf(data.values(column).get(row)));
      }
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  @Test
  void everyMethodKeepsK() {
    Dataset data = people(2000, 1);
    for (Map<String, Object> each :
        List.of(
            settings(),
            settings("relaxed", true),
            settings("method", "GLOBAL"),
            settings("method", "GLOBAL", "minimise", "CERTAINTY", "suppress", 0.05))) {
      FittedTransform fitted = Tables.fit(data, each);
      Dataset result = fitted.apply(data, Split.TRAIN).data();
      groups(result).values().forEach(rows -> assertTrue(rows.size() >= 10, each.toString()));
      assertEquals(data.size() - result.size(), fitted.figures().get("suppressed rows"));
      assertTrue(data.size() - result.size() <= 100);
      assertTrue(fitted.figures().get("global certainty penalty") > 0);
    }
  }

  @Test
  void diversityClosenessAndPresenceHold() {
    Dataset data = people(2000, 2);
    for (String method : List.of("MONDRIAN", "GLOBAL")) {
      Map<String, Object> asked =
          settings("method", method, "sensitive", "illness", "l", 3, "t", 0.3);
      asked.putAll(Map.of("member", "study=in", "deltaMin", 0.1, "deltaMax", 0.6));
      Dataset result = Tables.fit(data, asked).apply(data, Split.TRAIN).data();
      for (List<Integer> rows : groups(result).values()) {
        TreeSet<Object> illnesses = new TreeSet<>();
        rows.forEach(row -> illnesses.add(result.values("illness").get(row)));
        assertTrue(illnesses.size() >= 3, illnesses.toString());
        double in = rows.stream().filter(r -> result.string("study", r).equals("in")).count();
        assertTrue(in / rows.size() >= 0.1 && in / rows.size() <= 0.6, "delta " + in);
      }
    }
  }

  @Test
  void rowsThatWereNotFittedOnGetLabelsThatArePublished() {
    Dataset training = people(2000, 3);
    Dataset other = people(300, 4);
    for (String method : List.of("MONDRIAN", "GLOBAL")) {
      FittedTransform fitted = Tables.fit(training, settings("method", method));
      Map<List<String>, List<Integer>> known = groups(fitted.apply(training, Split.TRAIN).data());
      Dataset result = fitted.apply(other, Split.TEST).data();
      assertEquals(other.size(), result.size());
      for (List<String> key : groups(result).keySet()) {
        assertTrue(known.containsKey(key) || key.contains("*"), key.toString());
      }
    }
  }

  @Test
  void lossGrowsWithK() {
    Dataset data = people(2000, 5);
    for (String method : List.of("MONDRIAN", "GLOBAL")) {
      double before = 0;
      for (int k : List.of(2, 10, 100, 2000)) {
        double loss =
            Tables.fit(data, settings("method", method, "k", k, "minimise", "CERTAINTY"))
                .figures()
                .get("global certainty penalty");
        assertTrue(loss >= before, method + " k = " + k);
        before = loss;
      }
      assertEquals(1, before, 1e-12, "all rows in one group");
    }
  }

  @Test
  void setsOfCategoriesNameThoseThatAreThere() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // "b" lies between the others in the order of names, and is on the other side
      rows.add(List.of(i < 8 ? 20 : 70, i < 8 ? "b" : i % 2 == 0 ? "a" : "c"));
    }
    Dataset data = Tables.of(List.of("age", "work"), rows);
    FittedTransform fitted = Tables.fit(data, Map.of("quasi", List.of("age", "work"), "k", 4));
    Dataset result = fitted.apply(data, Split.TRAIN).data();
    assertEquals("a | c", result.string("work", 11));
    assertEquals("b", result.string("work", 0));
    // 4 of 12 rows lose 2/3 in one of two columns
    assertEquals(4 / 12.0 * (2 / 3.0) / 2, fitted.figures().get("global certainty penalty"), 1e-12);
  }

  @Test
  void tellsTheRiskBeforeAndAfter() {
    List<List<Object>> rows = new ArrayList<>();
    for (int age : new int[] {20, 21, 22, 22, 40, 40, 40, 40}) {
      rows.add(List.of(age, "x"));
    }
    Dataset data = Tables.of(List.of("age", "work"), rows);
    Map<String, Double> figures =
        Tables.fit(data, Map.of("quasi", List.of("age"), "k", 4)).figures();
    assertEquals(1, figures.get("highest risk before"));
    assertEquals(0.25, figures.get("share of unique rows before"));
    assertEquals(4 / 8.0, figures.get("mean risk before"), 1e-12);
    assertEquals(0.25, figures.get("highest risk after"));
    assertEquals(0.25, figures.get("mean risk after"), 1e-12);
    assertEquals(0, figures.get("share of unique rows after"));
  }

  @Test
  void wrongInputIsRefusedByName() {
    Dataset data = people(100, 6);
    refuses(data, "at most the number of training rows", settings("k", 101));
    refuses(data, "a whole number of at least 2", settings("k", 1));
    refuses(data, "there is no column \"ilness\"", settings("sensitive", "ilness", "l", 2));
    refuses(data, "none is named", settings("l", 2));
    refuses(data, "has 5 different values", settings("sensitive", "illness", "l", 6));
    refuses(data, "above 0 and at most 1", settings("sensitive", "illness", "t", 0.0));
    refuses(data, "above 0 and at most 1", settings("sensitive", "illness", "t", 1.5));
    refuses(data, "there is no column \"agee\"", settings("quasi", List.of("agee")));
    refuses(data, "quasi-identifier too", settings("sensitive", "work", "l", 2));
    refuses(data, "method GLOBAL", settings("suppress", 0.02));
    refuses(data, "each a multiple", settings("hierarchies", List.of("age=interval:10,25")));
    refuses(data, "COLUMN=interval", settings("hierarchies", List.of("age=between:10")));
    refuses(data, "there is no file", settings("hierarchies", List.of("work=tree:none.csv")));
    refuses(
        data, "its hierarchy lacks the value", settings("hierarchies", List.of("work=date:year")));
    refuses(data, "quasi-identifiers among", settings("hierarchies", List.of("study=prefix:1")));
    refuses(
        data,
        "has no hierarchy",
        settings("sensitive", "illness", "t", 0.5, "distance", "HIERARCHICAL"));
    refuses(
        data,
        "not even all rows",
        settings("sensitive", "illness", "l", 4.9, "diversity", "ENTROPY"));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(List.of("account " + i, i % 2));
    }
    Dataset accounts = Tables.of(List.of("account", "zip"), rows);
    refuses(
        accounts, "identifies rows by itself", Map.of("quasi", List.of("account", "zip"), "k", 2));
  }

  private static void refuses(Dataset data, String message, Map<String, Object> settings) {
    String got =
        assertThrows(GovernanceException.class, () -> Tables.fit(data, settings)).getMessage();
    assertTrue(got.contains(message), got);
  }

  @Test
  void treesMustBeTrees() {
    TreeFile file = new TreeFile("the tree");
    TreeHierarchy tree = file.parse(List.of("a;x;*", "b;x;*", "c;y;*"));
    assertEquals(1, tree.levels());
    assertEquals("x", tree.path("b")[0]);
    for (List<String> wrong :
        List.of(
            List.of("a;x;u;*", "b;x;v;*"),
            List.of("a;x", "a;y"),
            List.of("a;x", "b"),
            List.<String>of())) {
      assertThrows(GovernanceException.class, () -> file.parse(wrong), wrong.toString());
    }
  }

  @Test
  void hierarchicalDistanceMovesWithinGroupsFirst() {
    TreeHierarchy tree =
        new TreeFile("t").parse(List.of("flu;lung", "asthma;lung", "ulcer;gut", "colitis;gut"));
    Domain domain = new Domain("d", List.of("flu", "asthma", "ulcer", "colitis"), false, tree);
    int flu = domain.code("flu");
    int asthma = domain.code("asthma");
    double[] even = {0.25, 0.25, 0.25, 0.25};
    double[] lung = new double[4];
    lung[flu] = 0.5;
    lung[asthma] = 0.5;
    double[] within = even.clone();
    within[flu] = 0.5;
    within[asthma] = 0;
    assertEquals(0.5, Distance.HIERARCHICAL.between(lung, even, domain), 1e-12);
    assertEquals(0.125, Distance.HIERARCHICAL.between(within, even, domain), 1e-12);
    assertEquals(0.25, Distance.EQUAL.between(within, even, domain), 1e-12);
  }
}
