package plugins.domain.education.internal;

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

class CourseRecordsTest {
  private static final GroundTruth TRUTH =
      GroundTruth.read(CourseRecords.class, CourseRecords.TRUTH);

  private record Request(Optional<Path> file, Settings settings, long seed)
      implements DataRequest {}

  /** One row by column name. */
  private record Pupil(List<String> names, List<Object> values) {
    String get(String column) {
      return String.valueOf(values.get(names.indexOf(column)));
    }

    boolean is(String column, String value) {
      return get(column).equals(value);
    }
  }

  private static List<Pupil> pupils(int rows, long seed, long runSeed) throws IOException {
    Settings settings = Settings.of(CourseRecords.ID, Map.of("rows", rows, "seed", seed));
    try (RowStream stream =
        new CourseRecords().open(new Request(Optional.empty(), settings, runSeed))) {
      List<Pupil> pupils = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        pupils.add(new Pupil(stream.schema().names(), row.values()));
      }
      return pupils;
    }
  }

  private static double share(List<Pupil> pupils, Predicate<Pupil> of, Predicate<Pupil> what) {
    List<Pupil> group = pupils.stream().filter(of).toList();
    return (double) group.stream().filter(what).count() / group.size();
  }

  private static Predicate<Pupil> home(String home) {
    return p -> p.is("home", home);
  }

  /** The digest is the same on every platform; it changes when a planted number changes. */
  @Test
  void theDefaultRowsAreTheSameEverywhere() throws Exception {
    StringBuilder text = new StringBuilder();
    pupils(4000, 1, 99).forEach(p -> text.append(p.values()).append('\n'));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "1cf6dd373fb6cf16b91c62248ff2c98fa97d1ea2d097c47ca5b724c581a624aa",
        HexFormat.of().formatHex(digest));
  }

  @Test
  void otherSeedsGiveOtherRowsAndTheRunsSeedDoesNot() throws IOException {
    assertEquals(pupils(50, 3, 1), pupils(50, 3, 2));
    assertEquals(pupils(50, 3, 1), pupils(80, 3, 1).subList(0, 50));
    assertTrue(!pupils(50, 3, 1).equals(pupils(50, 4, 1)));
  }

  @Test
  void labelNoiseDiffersByGroupAsStated() throws IOException {
    List<Pupil> pupils = pupils(40_000, 5, 1);
    Predicate<Pupil> flipped = p -> !p.is("passed", p.get("recorded_passed"));
    assertEquals(TRUTH.number("noise.village"), share(pupils, home("village"), flipped), 0.01);
    assertEquals(TRUTH.number("noise.town"), share(pupils, home("town"), flipped), 0.005);
  }

  /** Merit is the same for both; the record is not. Rates are those of the domain's page. */
  @Test
  void baseRatesDifferInTheRecordAndNotInTruth() throws IOException {
    List<Pupil> pupils = pupils(40_000, 6, 1);
    Predicate<Pupil> real = p -> p.is("true_passed", "yes");
    Predicate<Pupil> label = p -> p.is("passed", "yes");
    double gap = share(pupils, home("village"), real) - share(pupils, home("town"), real);
    assertEquals(0, gap, 0.02);
    assertEquals(0.35, share(pupils, home("village"), label), 0.02);
    assertEquals(0.68, share(pupils, home("town"), label), 0.02);
    Predicate<Pupil> female = p -> p.is("sex", "female");
    double bySex = share(pupils, female, label) - share(pupils, female.negate(), label);
    assertEquals(0.06, bySex, 0.02);
  }

  @Test
  void theBusLineSaysAsMuchOfTheHomeAsStated() throws IOException {
    List<Pupil> pupils = pupils(40_000, 7, 1);
    double village = TRUTH.number("share.village");
    double stated = 0;
    double found = 0;
    for (String bus : TRUTH.table("bus", "village").keySet()) {
      double v = TRUTH.table("bus", "village").get(bus);
      double t = TRUTH.table("bus", "town").get(bus);
      stated += information(village, v, t);
      found +=
          information(
              share(pupils, p -> true, home("village")),
              share(pupils, home("village"), p -> p.is("bus_line", bus)),
              share(pupils, home("town"), p -> p.is("bus_line", bus)));
    }
    assertEquals(0.2532, stated, 0.0005, "mutual information in nats of the domain's page");
    assertEquals(stated, found, 0.01);
  }

  /** The share of one line in the mutual information of line and home, in nats. */
  private static double information(double village, double givenVillage, double givenTown) {
    double all = village * givenVillage + (1 - village) * givenTown;
    return village * givenVillage * Math.log(givenVillage / all)
        + (1 - village) * givenTown * Math.log(givenTown / all);
  }

  @Test
  void tablesOfProbabilitiesAddUpToOne() {
    for (String key :
        List.of(
            "bus.village",
            "bus.town",
            "track.female",
            "track.male",
            "support",
            "internet",
            "failures")) {
      double sum = TRUTH.table(key, "").values().stream().mapToDouble(v -> v).sum();
      assertEquals(1, sum, 1e-9, key);
    }
  }

  @Test
  void valuesLieWithinTheirScales() throws IOException {
    List<Pupil> pupils = pupils(4000, 1, 1);
    assertEquals(4000, pupils.stream().map(p -> p.get("pupil_id")).distinct().count());
    for (Pupil pupil : pupils) {
      double grade = Double.parseDouble(pupil.get("grade_first_period"));
      assertTrue(grade >= 0 && grade <= 20, pupil.toString());
      double attendance = Double.parseDouble(pupil.get("attendance"));
      assertTrue(attendance >= 60 && attendance <= 100, pupil.toString());
    }
  }

  @Test
  void refusesNoRows() {
    assertThrows(GovernanceException.class, () -> pupils(0, 1, 1));
  }
}
