package plugins.domain.finance.internal;

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

class LoanApplicationsTest {
  private static final GroundTruth TRUTH =
      GroundTruth.read(LoanApplications.class, LoanApplications.TRUTH);

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  /** One row by column name. */
  private record Loan(List<String> names, List<Object> values) {
    String get(String column) {
      return String.valueOf(values.get(names.indexOf(column)));
    }

    boolean is(String column, String value) {
      return get(column).equals(value);
    }
  }

  private static List<Loan> loans(int rows, long seed, long runSeed) throws IOException {
    Settings settings = Settings.of(LoanApplications.ID, Map.of("rows", rows, "seed", seed));
    try (RowStream stream =
        new LoanApplications().open(new Request(Optional.empty(), settings, runSeed))) {
      List<Loan> loans = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        loans.add(new Loan(stream.schema().names(), row.values()));
      }
      return loans;
    }
  }

  private static double share(List<Loan> loans, Predicate<Loan> of, Predicate<Loan> what) {
    List<Loan> group = loans.stream().filter(of).toList();
    return (double) group.stream().filter(what).count() / group.size();
  }

  private static Predicate<Loan> sex(String sex) {
    return l -> l.is("sex", sex);
  }

  /**
   * The digest is the same on every platform and version of Java; it changes when a planted number
   * changes.
   */
  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    StringBuilder text = new StringBuilder();
    loans(4000, 1, 99).forEach(l -> text.append(l.values()).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "bfdec8ff4c0719b694170413218969b8bbd8b13a314288a33175b212c5bb4027",
        HexFormat.of().formatHex(digest));
  }

  @Test
  void otherSeedsGiveOtherRowsAndTheRunsSeedDoesNot() throws IOException {
    assertEquals(loans(50, 3, 1), loans(50, 3, 2));
    assertEquals(loans(50, 3, 1), loans(80, 3, 1).subList(0, 50));
    assertTrue(!loans(50, 3, 1).equals(loans(50, 4, 1)));
  }

  @Test
  void labelNoiseDiffersByGroupAsStated() throws IOException {
    List<Loan> loans = loans(40_000, 5, 1);
    Predicate<Loan> flipped = l -> !l.is("default", l.get("recorded_default"));
    assertEquals(TRUTH.number("noise.female"), share(loans, sex("female"), flipped), 0.01);
    assertEquals(TRUTH.number("noise.male"), share(loans, sex("male"), flipped), 0.005);
  }

  /**
   * The true risk is the same for both; the record is not. Rates are those of
   * docs/domains/finance.md.
   */
  @Test
  void baseRatesDifferInTheRecordAndNotInTruth() throws IOException {
    List<Loan> loans = loans(40_000, 6, 1);
    Predicate<Loan> real = l -> l.is("true_default", "yes");
    Predicate<Loan> label = l -> l.is("default", "yes");
    double gap = share(loans, sex("female"), real) - share(loans, sex("male"), real);
    assertEquals(0, gap, 0.02);
    assertEquals(0.55, share(loans, sex("female"), label), 0.02);
    assertEquals(0.30, share(loans, sex("male"), label), 0.02);
  }

  @Test
  void theRegionSaysAsMuchOfTheSexAsStated() throws IOException {
    List<Loan> loans = loans(40_000, 7, 1);
    double female = TRUTH.number("share.female");
    double stated = 0;
    double found = 0;
    for (String region : TRUTH.table("region", "female").keySet()) {
      double f = TRUTH.table("region", "female").get(region);
      double m = TRUTH.table("region", "male").get(region);
      stated += information(female, f, m);
      found +=
          information(
              share(loans, l -> true, sex("female")),
              share(loans, sex("female"), l -> l.is("region", region)),
              share(loans, sex("male"), l -> l.is("region", region)));
    }
    assertEquals(0.2807, stated, 0.0005, "mutual information in nats of docs/domains/finance.md");
    assertEquals(stated, found, 0.01);
  }

  /** The share of one region in the mutual information of region and sex, in nats. */
  private static double information(double female, double givenFemale, double givenMale) {
    double all = female * givenFemale + (1 - female) * givenMale;
    return female * givenFemale * Math.log(givenFemale / all)
        + (1 - female) * givenMale * Math.log(givenMale / all);
  }

  @Test
  void tablesOfProbabilitiesAddUpToOne() {
    for (String key :
        List.of(
            "region.female",
            "region.male",
            "occupation.female",
            "occupation.male",
            "housing",
            "history",
            "purpose",
            "term",
            "dependants")) {
      double sum = TRUTH.table(key, "").values().stream().mapToDouble(v -> v).sum();
      assertEquals(1, sum, 1e-9, key);
    }
  }

  @Test
  void idsAreUniqueAndAgesAdult() throws IOException {
    List<Loan> loans = loans(4000, 1, 1);
    assertEquals(4000, loans.stream().map(l -> l.get("loan_id")).distinct().count());
    assertTrue(loans.stream().allMatch(l -> Integer.parseInt(l.get("age")) >= 18));
    assertEquals(
        TRUTH.number("share.young"),
        share(loans, l -> true, l -> Integer.parseInt(l.get("age")) < 25),
        0.02);
  }

  @Test
  void refusesNoRows() {
    assertThrows(GovernanceException.class, () -> loans(0, 1, 1));
  }
}
