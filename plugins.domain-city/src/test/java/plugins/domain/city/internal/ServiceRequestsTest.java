package plugins.domain.city.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.generated.GroundTruth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ServiceRequestsTest {
  private static final GroundTruth TRUTH =
      GroundTruth.read(ServiceRequests.class, ServiceRequests.TRUTH);

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  /** One row by column name. */
  private record Case(List<String> names, List<Object> values) {
    String get(String column) {
      return String.valueOf(values.get(names.indexOf(column)));
    }

    boolean is(String column, String value) {
      return get(column).equals(value);
    }
  }

  private static List<Case> cases(int rows, long seed, long runSeed) throws IOException {
    Settings settings = Settings.of(ServiceRequests.ID, Map.of("rows", rows, "seed", seed));
    try (RowStream stream =
        new ServiceRequests().open(new Request(Optional.empty(), settings, runSeed))) {
      List<Case> cases = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        cases.add(new Case(stream.schema().names(), row.values()));
      }
      return cases;
    }
  }

  private static double share(List<Case> cases, Predicate<Case> of, Predicate<Case> what) {
    List<Case> group = cases.stream().filter(of).toList();
    return (double) group.stream().filter(what).count() / group.size();
  }

  private static Predicate<Case> has(String column, String value) {
    return c -> c.is(column, value);
  }

  /**
   * The digest is the same on every platform and version of Java; it changes when a planted number
   * changes.
   */
  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    StringBuilder text = new StringBuilder();
    cases(4000, 1, 99).forEach(c -> text.append(c.values()).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "d1f2297c7467303b83535eba598433d5f32a4856d91f64913796c61fbf548594",
        HexFormat.of().formatHex(digest));
  }

  @Test
  void otherSeedsGiveOtherRowsAndTheRunsSeedDoesNot() throws IOException {
    assertEquals(cases(50, 3, 1), cases(50, 3, 2));
    assertEquals(cases(50, 3, 1), cases(80, 3, 1).subList(0, 50));
    assertTrue(!cases(50, 3, 1).equals(cases(50, 4, 1)));
  }

  /** Rates are those of docs/domains/city.md. */
  @Test
  void someDistrictsWaitLongerThanTheirRequestsExplain() throws IOException {
    List<Case> cases = cases(40_000, 6, 1);
    Map<String, Double> seen = new TreeMap<>();
    double due = share(cases, c -> true, has("true_late", "yes"));
    for (String district : TRUTH.table("district", "").keySet()) {
      Predicate<Case> here = has("district", district);
      assertEquals(due, share(cases, here, has("true_late", "yes")), 0.02, district);
      seen.put(district, Math.rint(100 * share(cases, here, has("late", "yes"))) / 100);
    }
    assertEquals(
        "{eastgate=0.47, harbour=0.27, hillside=0.27, lakes=0.27, old town=0.27, riverside=0.6}",
        seen.toString());
  }

  @Test
  void aRequestIsLateAfterSevenDays() throws IOException {
    for (Case each : cases(4000, 1, 1)) {
      assertEquals(each.is("late", "yes"), Double.parseDouble(each.get("days_open")) > 7);
    }
  }

  @Test
  void wrongAgenciesDependOnTheChannelAsStated() throws IOException {
    List<Case> cases = cases(40_000, 7, 1);
    double same =
        TRUTH.table("agency", "").values().stream().mapToDouble(share -> share * share).sum();
    for (String channel : TRUTH.table("channel", "").keySet()) {
      double wrong =
          share(cases, has("channel", channel), c -> !c.is("agency", c.get("true_agency")));
      double stated = TRUTH.number("misrouted." + channel) * (1 - same);
      assertEquals(stated, wrong, 0.006, channel);
    }
  }

  @Test
  void theNeighbourhoodTellsTheDistrict() throws IOException {
    List<Case> cases = cases(40_000, 8, 1);
    double here = share(cases, has("neighbourhood", "the mill"), has("district", "riverside"));
    double elsewhere = TRUTH.number("neighbourhood.elsewhere");
    double share = TRUTH.table("district", "").get("riverside");
    assertEquals(1 - elsewhere + elsewhere * share, here, 0.02);
  }

  @Test
  void tablesOfProbabilitiesAddUpToOne() {
    for (String key : List.of("district", "agency", "channel")) {
      double sum = TRUTH.table(key, "").values().stream().mapToDouble(v -> v).sum();
      assertEquals(1, sum, 1e-9, key);
    }
  }

  @Test
  void refusesNoRows() {
    assertThrows(GovernanceException.class, () -> cases(0, 1, 1));
  }
}
