package governance.runtime.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.privacy.DataBudget.State;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.EventLog;
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
  private static final DataKey OTHER = new DataKey("b".repeat(64), "loans.csv");

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
    ledger.reserve(data, run, steps(steps), 1e-5, StepAccountant::new);
  }

  private double spent(DataKey data) {
    return ledger.budget(data).spent(new StepAccountant()).upper();
  }

  @Test
  void composesTheUsesOfOneContentWhateverItsName() {
    reserve(DATA, "one", 100);
    ledger.settle(DATA, "one", steps(50), 1e-5);
    reserve(new DataKey(DATA.sha256(), "copy.csv"), "two", 200);
    reserve(OTHER, "three", 700);
    assertEquals(2.5, spent(DATA));
    assertEquals(7, spent(OTHER));
    DataBudget budget = ledger.budget(DATA);
    assertEquals("copy.csv", budget.name());
    assertEquals(
        List.of(State.SETTLED, State.RESERVED),
        budget.uses().stream().map(DataBudget.Use::state).toList());
  }

  @Test
  void refusesWhatWouldOverdrawTheLimitWithFiguresAndEntersNothing() {
    ledger.limit(DATA, Optional.of(new PrivacyTarget(3, 1e-5)));
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
    ledger.limit(DATA, Optional.of(new PrivacyTarget(2, 1e-5)));
    reserve(DATA, "one", 200);
    reserve(DATA, "one", 200);
    assertEquals(2, spent(DATA));
    ledger.settle(DATA, "one", Spend.NOTHING, 1e-5);
    assertEquals(List.of(), ledger.budget(DATA).uses());
  }

  @Test
  void whatIsRecordedAddsUpEvenUnderOneName() {
    Spend card = new Spend(List.of(), List.of(new PrivacyTarget(0.5, 1e-6)));
    ledger.record(DATA, "card", card, 1e-6, StepAccountant::new);
    ledger.record(DATA, "card", card, 1e-6, StepAccountant::new);
    assertEquals(1, spent(DATA));
    assertEquals(1.2e-5, ledger.budget(DATA).delta(), 1e-12);
  }

  @Test
  void whatIsRecordedStaysWhenAReservationBeforeItIsGivenBack() {
    Spend card = new Spend(List.of(), List.of(new PrivacyTarget(0.5, 1e-6)));
    reserve(DATA, "one", 100);
    ledger.record(DATA, "card", card, 1e-6, StepAccountant::new);
    ledger.settle(DATA, "one", Spend.NOTHING, 1e-5);
    ledger.record(DATA, "card", card, 1e-6, StepAccountant::new);
    assertEquals(1, spent(DATA));
  }

  @Test
  void aLimitCanBeTakenAway() {
    ledger.limit(DATA, Optional.of(new PrivacyTarget(1, 1e-5)));
    ledger.limit(DATA, Optional.empty());
    reserve(DATA, "one", 900);
    assertEquals(Optional.empty(), ledger.budget(DATA).limit());
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
    Head head = ledger.reserve(DATA, "one", steps(100), 1e-5, StepAccountant::new);
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
    ledger.limit(DATA, Optional.of(new PrivacyTarget(10, 1e-5)));
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
