package governance.runtime.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.privacy.DataBudget.State;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.support.StepAccountant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyLedgerTest {
  private static final DataKey DATA = new DataKey("a".repeat(64), "loans.csv");
  private static final DataKey OTHER = new DataKey("b".repeat(64), "people.csv");

  @TempDir Path folder;
  private PrivacyLedger ledger;
  private Path file;

  @BeforeEach
  void ledger() {
    file = folder.resolve("below/ledger.jsonl");
    ledger = new PrivacyLedger(file, Clock.systemUTC());
  }

  /** One epsilon for 100 steps. */
  private static Spend steps(long steps) {
    return Spend.of(List.of(new NoisePhase(1, 0.01, steps)));
  }

  private void reserve(DataKey data, String run, long steps) {
    ledger.reserve(List.of(data), run, steps(steps), 1e-5, StepAccountant::new);
  }

  private void both(String run, long steps) {
    ledger.reserve(List.of(DATA, OTHER), run, steps(steps), 1e-5, StepAccountant::new);
  }

  private DataBudget budget(DataKey data) {
    return ledger.budgets(List.of(data)).get(0);
  }

  private double spent(DataKey data) {
    return budget(data).spent(new StepAccountant()).upper();
  }

  @Test
  void composesTheUsesOfOneContentWhateverItsName() {
    reserve(DATA, "one", 100);
    ledger.settle(List.of(DATA), "one", steps(50), 1e-5);
    reserve(new DataKey(DATA.sha256(), "copy.csv"), "two", 200);
    reserve(OTHER, "three", 700);
    assertEquals(2.5, spent(DATA));
    assertEquals(7, spent(OTHER));
    DataBudget budget = budget(DATA);
    assertEquals("copy.csv", budget.name());
    assertEquals(
        List.of(State.SETTLED, State.RESERVED),
        budget.uses().stream().map(DataBudget.Use::state).toList());
  }

  @Test
  void aRunOnTwoFilesCostsEachOfThemAllOfIt() {
    reserve(DATA, "alone", 100);
    both("both", 200);
    assertEquals(3, spent(DATA));
    assertEquals(2, spent(OTHER));
    ledger.settle(List.of(DATA, OTHER), "both", steps(50), 1e-5);
    assertEquals(1.5, spent(DATA));
    assertEquals(0.5, spent(OTHER));
  }

  @Test
  void aRunOnTwoFilesIsRefusedByEachLimitItOverdrawsAndEntersNothing() throws IOException {
    ledger.limit(List.of(OTHER), Optional.of(new PrivacyTarget(1, 1e-5)));
    reserve(DATA, "one", 100);
    String before = Files.readString(file);
    GovernanceException refused = assertThrows(GovernanceException.class, () -> both("two", 101));
    assertEquals(1, refused.problems().size());
    assertTrue(refused.getMessage().contains("budget of people.csv"), refused.getMessage());
    ledger.limit(List.of(DATA), Optional.of(new PrivacyTarget(2, 1e-5)));
    refused = assertThrows(GovernanceException.class, () -> both("two", 101));
    assertEquals(2, refused.problems().size());
    assertEquals(1, spent(DATA));
    assertEquals(0, spent(OTHER));
    assertEquals(Files.readAllLines(file).size() - 1, before.lines().count());
  }

  @Test
  void whatIsKilledWhileItEntersTwoFilesHasEnteredNone() throws IOException {
    reserve(DATA, "one", 100);
    both("two", 200);
    String line = Files.readAllLines(file).get(1);
    Files.writeString(
        file, Files.readAllLines(file).get(0) + "\n" + line.substring(0, line.length() - 9));
    Files.writeString(
        file.resolveSibling(".ledger.jsonl.head"),
        "{\"size\":1,\"hash\":\"" + hash(Files.readAllLines(file).get(0)) + "\"}");
    assertEquals(1, spent(DATA));
    assertEquals(0, spent(OTHER));
  }

  private static String hash(String line) {
    return JsonReader.object(line).get("hash").toString();
  }

  @Test
  void anOlderEntryOfBothFilesTogetherCountsForEachOnceTheyAreSeenTogether() {
    String together = Digests.of(Json.canonical(List.of(DATA.sha256(), OTHER.sha256())));
    DataKey old = new DataKey(together, "loans");
    ledger.limit(List.of(old), Optional.of(new PrivacyTarget(4, 1e-5)));
    reserve(old, "old", 300);
    reserve(DATA, "alone", 50);
    assertEquals(3, spent(old));
    assertEquals(0.5, spent(DATA));
    assertEquals(0, spent(OTHER));
    assertThrows(GovernanceException.class, () -> both("new", 101));
    both("new", 50);
    assertEquals(4, spent(DATA));
    assertEquals(3.5, spent(OTHER));
    assertEquals(
        List.of(DATA.sha256(), OTHER.sha256()),
        ledger.budgets().stream().map(DataBudget::data).toList());
    both("old", 300);
    assertEquals(4, spent(DATA));
  }

  @Test
  void anEntryOfTwoFilesCannotBeChangedUnseen() throws IOException {
    both("one", 200);
    String text = Files.readString(file);
    Files.writeString(file, text.replace(OTHER.sha256(), "c".repeat(64)));
    refused("line 1: its hash does not follow");
  }

  @Test
  void refusesWhatWouldOverdrawTheLimitWithFiguresAndEntersNothing() {
    ledger.limit(List.of(DATA), Optional.of(new PrivacyTarget(3, 1e-5)));
    reserve(DATA, "one", 200);
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> reserve(DATA, "two", 101));
    assertTrue(
        refused.getMessage().contains("has spent epsilon 2 of 3 at delta 1e-05"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("would make it 3.01"), refused.getMessage());
    assertEquals(2, spent(DATA));
    reserve(DATA, "two", 100);
    assertEquals(3, spent(DATA));
  }

  @Test
  void aRunThatReservesAgainReplacesItsOwnEntry() {
    ledger.limit(List.of(DATA), Optional.of(new PrivacyTarget(2, 1e-5)));
    reserve(DATA, "one", 200);
    reserve(DATA, "one", 200);
    assertEquals(2, spent(DATA));
    ledger.settle(List.of(DATA), "one", Spend.NOTHING, 1e-5);
    assertEquals(List.of(), budget(DATA).uses());
  }

  @Test
  void whatIsRecordedAddsUpEvenUnderOneName() {
    Spend card = new Spend(List.of(), List.of(new PrivacyTarget(0.5, 1e-6)));
    ledger.record(List.of(DATA), "card", card, 1e-6, StepAccountant::new);
    ledger.record(List.of(DATA), "card", card, 1e-6, StepAccountant::new);
    assertEquals(1, spent(DATA));
    assertEquals(1.2e-5, budget(DATA).delta(), 1e-12);
  }

  @Test
  void whatIsRecordedStaysWhenAReservationBeforeItIsGivenBack() {
    Spend card = new Spend(List.of(), List.of(new PrivacyTarget(0.5, 1e-6)));
    reserve(DATA, "one", 100);
    ledger.record(List.of(DATA), "card", card, 1e-6, StepAccountant::new);
    ledger.settle(List.of(DATA), "one", Spend.NOTHING, 1e-5);
    ledger.record(List.of(DATA), "card", card, 1e-6, StepAccountant::new);
    assertEquals(1, spent(DATA));
  }

  @Test
  void aLimitCanBeTakenAway() {
    ledger.limit(List.of(DATA), Optional.of(new PrivacyTarget(1, 1e-5)));
    ledger.limit(List.of(DATA), Optional.empty());
    reserve(DATA, "one", 900);
    assertEquals(Optional.empty(), budget(DATA).limit());
  }

  @Test
  void isRefusedWhenAnEntryWasChanged() throws IOException {
    reserve(DATA, "one", 200);
    reserve(DATA, "two", 300);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"steps\":200", "\"steps\":2"));
    refused("line 1: its hash does not follow");
    Files.writeString(file, text);
    assertEquals(5, spent(DATA));
  }

  @Test
  void isRefusedWhenItsEndWasCutOff() throws IOException {
    reserve(DATA, "one", 200);
    reserve(DATA, "two", 300);
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\n");
    refused("has 1 entries and had 2");
    Files.delete(file);
    refused("has 0 entries and had 2");
    Files.write(file, lines);
    Files.delete(file.resolveSibling(".ledger.jsonl.head"));
    refused("how far it goes is not known any more");
  }

  @Test
  void runsTellThatItWasReplacedTogetherWithWhatIsBesideIt() throws IOException {
    Path run = Files.createDirectory(folder.resolve("one"));
    Head head = ledger.reserve(List.of(DATA), "one", steps(100), 1e-5, StepAccountant::new);
    try (EventLog events = new EventLog(Clock.systemUTC())) {
      events.open(run.resolve("events.jsonl"));
      events.add("begun", Map.of("sealed", "AAAA"));
      events.add(PrivacyLedger.EVENT, Map.of("what", "reserved", "entry", 0L, "hash", head.hash()));
    }
    List<Path> runs = List.of(run, Files.createDirectory(folder.resolve("empty")));
    assertEquals(List.of(), ledger.missing(runs));
    Files.delete(file);
    assertEquals(List.of("has not entry 0 that run one names"), ledger.missing(runs));
    Files.delete(file.resolveSibling(".ledger.jsonl.head"));
    reserve(DATA, "two", 100);
    assertEquals(List.of("has not entry 0 that run one names"), ledger.missing(runs));
  }

  private void refused(String why) {
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> reserve(DATA, "three", 1));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(refused.getMessage().contains("Restore it"), refused.getMessage());
  }

  @Test
  void goesOnAfterAProcessWasKilledWhileItWrote() throws IOException {
    reserve(DATA, "one", 200);
    Files.writeString(file, Files.readString(file) + "{\"data\":{\"da");
    reserve(DATA, "two", 300);
    assertEquals(5, spent(DATA));
  }

  @Test
  void twoAtATimeCannotOverdrawTogether() throws Exception {
    ledger.limit(List.of(DATA), Optional.of(new PrivacyTarget(10, 1e-5)));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String run = "run " + i;
        all.add(pool.submit(() -> reserve(DATA, run, 100)));
      }
      int refused = 0;
      for (Future<?> one : all) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException e) {
          refused += e.getCause() instanceof GovernanceException ? 1 : 0;
        }
      }
      assertEquals(6, refused);
      assertEquals(10, spent(DATA), 1e-12);
    } finally {
      pool.shutdownNow();
    }
  }
}
