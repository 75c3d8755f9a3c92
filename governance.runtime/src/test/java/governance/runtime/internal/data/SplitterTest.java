package governance.runtime.internal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Specs;
import governance.runtime.internal.support.WordTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which rows are used, and which part each goes to. */
class SplitterTest {
  private static final String HEADER = "text,patient,date,days,label";

  /** 300 visits of 100 patients, in no order of time. */
  private static String[] visits() {
    return IntStream.rangeClosed(0, 300)
        .mapToObj(i -> i == 0 ? HEADER : visit(i - 1))
        .toArray(String[]::new);
  }

  private static String visit(int i) {
    int day = i * 7 % 300;
    String date = String.format("2024-%02d-%02d", 1 + day / 28, 1 + day % 28);
    return "case " + i % 5 + ",p" + i % 100 + "," + date + "," + day + "," + (i % 3 == 0);
  }

  private static PreparedData prepare(Specs specs) {
    Specs named = specs.role("text", Role.TEXT).role("label", Role.LABEL);
    for (String column : List.of("patient", "date", "days")) {
      named = named.role(column, Role.IGNORED);
    }
    return new DataPreparation(named.build(), named.plan(HEADER))
        .prepare(MemorySource.of(visits()), new WordTokenizer());
  }

  private static SplitSpec by(String group, String time) {
    return new SplitSpec(0.1, 0.2, true, Optional.ofNullable(group), Optional.ofNullable(time));
  }

  @Test
  void aGroupStaysInOnePart() {
    PreparedData data = prepare(new Specs().split(by("patient", null)));
    Map<Object, Set<Split>> parts = new HashMap<>();
    data.original()
        .forEach(
            (split, rows) ->
                rows.values("patient")
                    .forEach(p -> parts.computeIfAbsent(p, k -> new HashSet<>()).add(split)));
    assertEquals(100, parts.size());
    parts.forEach((patient, in) -> assertEquals(1, in.size(), patient + " " + in));
    assertEquals(60, data.split(Split.TEST).size());
    assertEquals(30, data.split(Split.VALIDATION).size());
    assertEquals("patient", data.splitsTree().get("group"));
  }

  @Test
  void byTimeTheLatestRowsAreTested() {
    for (String column : List.of("date", "days")) {
      PreparedData data = prepare(new Specs().split(by(null, column)));
      assertEquals(60, data.split(Split.TEST).size());
      assertEquals(30, data.split(Split.VALIDATION).size());
      List<Object> order = new ArrayList<>();
      data.original().get(Split.TEST).values("days").forEach(order::add);
      assertTrue(order.stream().allMatch(d -> (Double) d >= 240), order.toString());
      assertTrue(
          data.original().get(Split.VALIDATION).values("days").stream()
              .allMatch(d -> (Double) d >= 210 && (Double) d < 240));
    }
  }

  @Test
  void rowsThatDoNotMeetTheConditionsAreCountedAndLeftOut() {
    PreparedData data = prepare(new Specs().where("days>=30", "patient!=p7"));
    assertEquals(
        "{read=300, leftOut=33, where=[days>=30, patient!=p7], used=267, rejected=0,"
            + " badRowsAllowed=0.01}",
        data.card().get("rows").toString());
    data.original()
        .values()
        .forEach(rows -> assertTrue(rows.values("days").stream().allMatch(d -> (Double) d >= 30)));
  }

  @Test
  void aRowWithoutTimeIsRefusedAndSoIsACaseWithoutRows() {
    String[] lines = visits();
    lines[9] = lines[9].replaceAll("2024-..-..", "");
    Specs specs =
        new Specs().role("text", Role.TEXT).role("label", Role.LABEL).split(by(null, "date"));
    String late =
        assertThrows(
                GovernanceException.class,
                () ->
                    new DataPreparation(specs.build(), specs.plan(HEADER))
                        .prepare(MemorySource.of(lines), new WordTokenizer()))
            .getMessage();
    assertTrue(late.contains("row 9 has no value in column \"date\""), late);
    String none =
        assertThrows(GovernanceException.class, () -> prepare(new Specs().where("days>1000")))
            .getMessage();
    assertTrue(none.contains("none of the 300 rows meets [days>1000]"), none);
  }
}
