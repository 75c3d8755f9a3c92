package plugins.domain.judicial.internal;

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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CaseRecordsTest {
  private static final GroundTruth TRUTH = GroundTruth.read(CaseRecords.class, CaseRecords.TRUTH);

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

    double number(String column) {
      return Double.parseDouble(get(column));
    }
  }

  private static List<Case> cases(int rows, long seed, long runSeed) throws IOException {
    Settings settings = Settings.of(CaseRecords.ID, Map.of("rows", rows, "seed", seed));
    try (RowStream stream =
        new CaseRecords().open(new Request(Optional.empty(), settings, runSeed))) {
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

  private static Predicate<Case> origin(String origin) {
    return c -> c.is("origin", origin);
  }

  /** The digest is the same on every platform; it changes when a planted number changes. */
  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    StringBuilder text = new StringBuilder();
    cases(4000, 1, 99).forEach(c -> text.append(c.values()).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "f0274f8bcd00b743ec6304dbdedf853654b4eba5d959620e1a10d8598588f0e1",
        HexFormat.of().formatHex(digest));
  }

  @Test
  void otherSeedsGiveOtherRowsAndTheRunsSeedDoesNot() throws IOException {
    assertEquals(cases(50, 3, 1), cases(50, 3, 2));
    assertEquals(cases(50, 3, 1), cases(80, 3, 1).subList(0, 50));
    assertTrue(!cases(50, 3, 1).equals(cases(50, 4, 1)));
  }

  /** The same offences lead to other records. Rates are those of the domain's page. */
  @Test
  void arrestsDifferByOriginAndOffencesDoNot() throws IOException {
    List<Case> cases = cases(40_000, 5, 1);
    Predicate<Case> offends = c -> c.is("reoffended", "yes");
    Predicate<Case> arrested = c -> c.is("rearrested", "yes");
    assertEquals(
        0, share(cases, origin("inland"), offends) - share(cases, origin("coast"), offends), 0.02);
    assertEquals(0.48, share(cases, origin("inland"), arrested), 0.02);
    assertEquals(0.27, share(cases, origin("coast"), arrested), 0.02);
    for (String where : List.of("inland", "coast")) {
      double guilty = share(cases, origin(where).and(offends), arrested);
      assertEquals(TRUTH.number("arrest.guilty." + where), guilty, 0.01);
      double innocent = share(cases, origin(where).and(offends.negate()), arrested);
      assertEquals(TRUTH.number("arrest.innocent." + where), innocent, 0.01);
    }
  }

  @Test
  void theRecordHoldsMoreConvictionsForSomeAsStated() throws IOException {
    List<Case> cases = cases(40_000, 6, 1);
    for (String where : List.of("inland", "coast")) {
      double stated = 0;
      for (Map.Entry<String, Double> extra : TRUTH.table("extra.priors", where).entrySet()) {
        stated += Integer.parseInt(extra.getKey()) * extra.getValue();
      }
      double found =
          cases.stream()
              .filter(origin(where))
              .mapToDouble(c -> c.number("priors") - c.number("true_priors"))
              .average()
              .orElseThrow();
      assertEquals(stated, found, 0.02, where);
    }
  }

  @Test
  void theDistrictSaysAsMuchOfTheOriginAsStated() throws IOException {
    List<Case> cases = cases(40_000, 7, 1);
    double inland = TRUTH.number("share.inland");
    double stated = 0;
    double found = 0;
    for (String district : TRUTH.table("district", "inland").keySet()) {
      double i = TRUTH.table("district", "inland").get(district);
      double c = TRUTH.table("district", "coast").get(district);
      stated += information(inland, i, c);
      found +=
          information(
              share(cases, x -> true, origin("inland")),
              share(cases, origin("inland"), x -> x.is("district", district)),
              share(cases, origin("coast"), x -> x.is("district", district)));
    }
    assertEquals(0.2299, stated, 0.0005, "mutual information in nats of the domain's page");
    assertEquals(stated, found, 0.01);
  }

  /** The share of one district in the mutual information of district and origin, in nats. */
  private static double information(double inland, double givenInland, double givenCoast) {
    double all = inland * givenInland + (1 - inland) * givenCoast;
    return inland * givenInland * Math.log(givenInland / all)
        + (1 - inland) * givenCoast * Math.log(givenCoast / all);
  }

  @Test
  void tablesOfProbabilitiesAddUpToOne() {
    for (String key :
        List.of(
            "district.inland",
            "district.coast",
            "offence",
            "degree",
            "employment",
            "housing",
            "priors",
            "extra.priors.inland",
            "extra.priors.coast")) {
      double sum = TRUTH.table(key, "").values().stream().mapToDouble(v -> v).sum();
      assertEquals(1, sum, 1e-9, key);
    }
  }

  @Test
  void idsAreUniqueAndAgesAdult() throws IOException {
    List<Case> cases = cases(4000, 1, 1);
    assertEquals(4000, cases.stream().map(c -> c.get("case_id")).distinct().count());
    assertTrue(cases.stream().allMatch(c -> c.number("age") >= 18));
    assertTrue(cases.stream().allMatch(c -> c.number("years_since_last") <= c.number("age") - 18));
  }

  @Test
  void refusesNoRows() {
    assertThrows(GovernanceException.class, () -> cases(0, 1, 1));
  }
}
