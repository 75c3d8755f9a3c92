package plugins.privacy.internal.anonymity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import governance.testkit.Oracle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Optimal generalisation of Adult, training rows without missing values, beside ARX. */
class AdultTest {
  private static final List<String> NAMES =
      List.of(
          "sex",
          "age",
          "race",
          "marital-status",
          "education",
          "native-country",
          "workclass",
          "occupation",
          "income");

  private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    String data = System.getenv("GOVERNANCE_DATA");
    assumeTrue(data != null, "GOVERNANCE_DATA is not set: optima on Adult are not recomputed");
    Path file = Path.of(data, "finance/adult-income/adult.train.csv.gz");
    assumeTrue(Files.exists(file), file + " is not there");
    NAMES.forEach(name -> COLUMNS.put(name, new ArrayList<>()));
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(in.readLine().split(","));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.contains("?") && !line.isBlank()) {
          String[] fields = line.split(",");
          NAMES.forEach(name -> COLUMNS.get(name).add(fields[header.indexOf(name)].strip()));
        }
      }
    }
  }

  private static Hierarchy hierarchy(String name) throws IOException {
    if (name.equals("age")) {
      return new IntervalHierarchy(new double[] {5, 10, 20}, 1);
    }
    String resource = "adult-" + name + ".txt";
    try (var in = AdultTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      for (String line : text.split("\n")) {
        String[] parts = line.split(": ");
        for (String value : parts[1].split(", ")) {
          lines.add(value + ";" + parts[0]);
        }
      }
      return new TreeFile(name).parse(lines);
    }
  }

  private static GlobalSearch.Found search(
      List<String> names, List<PrivacyModel> models, double suppress, boolean charged)
      throws IOException {
    List<Domain> domains = new ArrayList<>();
    List<int[]> codes = new ArrayList<>();
    for (String name : names) {
      boolean numeric = name.equals("age");
      List<?> values =
          numeric ? COLUMNS.get(name).stream().map(Double::valueOf).toList() : COLUMNS.get(name);
      Domain domain = new Domain(name, values, numeric, hierarchy(name));
      domains.add(domain);
      codes.add(domain.encode(values));
    }
    LevelCosts costs = new LevelCosts(LevelCosts.Measure.ENTROPY, domains, codes);
    int limit = (int) (suppress * codes.get(0).length);
    return new GlobalSearch(domains, codes, new PrivacyModels(models), limit, costs, charged)
        .run()
        .orElse(null);
  }

  @Test
  void kAnonymousOptimaAreThoseOfArx() throws IOException {
    JsonObject oracle = Oracle.named(AdultTest.class, "arx.kanon_adult_optimum");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double[] losses = Oracle.as(expected.get("loss"), double[].class);
    int[][] levels = Oracle.as(expected.get("levels"), int[][].class);
    var cases = oracle.getAsJsonObject("inputs").getAsJsonArray("cases");
    for (int i = 0; i < losses.length; i++) {
      JsonObject one = cases.get(i).getAsJsonObject();
      int k = one.get("k").getAsInt();
      double suppress = one.get("suppression").getAsDouble();
      var found = search(NAMES, List.of(new GroupSize(k)), suppress, false);
      assertArrayEquals(levels[i], found.levels(), "case " + i);
      assertEquals(losses[i], found.loss(), 1e-3, "case " + i);
      assertTrue(found.checks() < found.nodes() / 10, found.checks() + " checks");
    }
  }

  @Test
  void entropyDiverseOptimaAreThoseOfArx() throws IOException {
    JsonObject oracle = Oracle.named(AdultTest.class, "arx.entropy_ldiv_adult_optimum");
    JsonObject expected = oracle.getAsJsonObject("expected");
    double[] losses = Oracle.as(expected.get("loss"), double[].class);
    int[][] levels = Oracle.as(expected.get("levels"), int[][].class);
    List<String> quasi = NAMES.stream().filter(name -> !name.equals("occupation")).toList();
    List<String> jobs = COLUMNS.get("occupation");
    Sensitive sensitive = new Sensitive(new Domain("occupation", jobs, false, null), jobs);
    double[] suppress = {0.04, 0};
    for (int i = 0; i < losses.length; i++) {
      var model = new DiversityModel(sensitive, Diversity.ENTROPY, 5, 3);
      var found = search(quasi, List.of(model), suppress[i], true);
      assertArrayEquals(levels[i], found.levels(), "case " + i);
      assertEquals(losses[i], found.loss(), 1e-3, "case " + i);
    }
    var model = new DiversityModel(sensitive, Diversity.ENTROPY, 100, 3);
    assertEquals(null, search(quasi, List.of(model), 0, true), "there are 14 values only");
  }

  @Test
  void averageRiskOfTheTableIsThatOfArx() {
    JsonObject oracle = Oracle.named(AdultTest.class, "arx.adult_average_risk");
    List<int[]> codes = new ArrayList<>();
    int[] cardinalities = new int[NAMES.size()];
    for (String name : NAMES) {
      Domain domain = new Domain(name, COLUMNS.get(name), false, null);
      cardinalities[codes.size()] = domain.size();
      codes.add(domain.encode(COLUMNS.get(name)));
    }
    int rows = COLUMNS.get("sex").size();
    EquivalenceClasses classes = EquivalenceClasses.of(rows, codes, cardinalities);
    JsonObject inputs = oracle.getAsJsonObject("inputs");
    assertEquals(inputs.get("rows").getAsInt(), rows);
    assertEquals(inputs.get("distinct_tuples_over_all_9_columns").getAsInt(), classes.count());
    int[] sizes = new int[classes.count()];
    Arrays.setAll(sizes, classes::size);
    double expected = oracle.getAsJsonObject("expected").get("before").getAsDouble();
    assertEquals(expected, Risk.of(sizes, sizes, 0.2).average(), 1e-12);
    double after = oracle.getAsJsonObject("expected").get("after").getAsDouble();
    assertEquals(after, inputs.get("classes_after").getAsDouble() / rows, 1e-12);
  }
}
