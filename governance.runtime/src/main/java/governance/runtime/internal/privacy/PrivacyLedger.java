package governance.runtime.internal.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.privacy.DataBudget.State;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.ChainedFile.Head;
import governance.runtime.internal.store.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The budgets of an installation's data sets across runs, by the content of the data. A run
 * reserves what its steps will release before it trains, and settles what they have released
 * afterwards: one that is killed keeps what it has reserved. Amounts are composed from the phases
 * themselves, not by adding ε. Safe for use by several processes.
 */
public final class PrivacyLedger {
  /** The event by which a run names its entries. */
  public static final String EVENT = "privacy-budget";

  private final Path path;
  private final Clock clock;

  /** A ledger in a file, which is made when something is entered. */
  public PrivacyLedger(Path path, Clock clock) {
    this.path = path;
    this.clock = clock;
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /**
   * Returns all budgets in the order of their first entry.
   *
   * @throws GovernanceException if the file was altered
   */
  public List<DataBudget> budgets() {
    if (!LedgerFile.begun(path)) {
      return List.of();
    }
    try (LedgerFile file = LedgerFile.hold(path, clock)) {
      return LedgerEntries.read(file.entries(), List.of()).all();
    }
  }

  /**
   * Returns which runs name entries that the ledger does not have, in words: its end was cut, or it
   * was replaced together with the file beside it.
   *
   * @param runs folders of runs
   */
  public List<String> missing(List<Path> runs) throws IOException {
    List<String> lines = ChainedFile.lines(path);
    List<String> missing = new ArrayList<>();
    for (Path run : runs) {
      Path events = run.resolve("events.jsonl");
      List<Map<String, Object>> all =
          Files.isRegularFile(events) ? EventLog.stored(events) : List.of();
      all.stream()
          .filter(event -> EVENT.equals(event.get("type")))
          .map(event -> (Map<?, ?>) event.get("data"))
          .filter(data -> !holds(lines, data))
          .findFirst()
          .ifPresent(
              data ->
                  missing.add(
                      "has not entry " + data.get("entry") + " that run " + name(run) + " names"));
    }
    return missing;
  }

  private static Path name(Path run) {
    return run.toAbsolutePath().normalize().getFileName();
  }

  private static boolean holds(List<String> lines, Map<?, ?> data) {
    return data.get("entry") instanceof Long entry
        && entry < lines.size()
        && lines.get(entry.intValue()).endsWith("\"hash\":\"" + data.get("hash") + "\"}");
  }

  /** Returns the budgets of data sets in that order; without entries where one was never used. */
  public List<DataBudget> budgets(List<DataKey> data) {
    if (!LedgerFile.begun(path)) {
      return LedgerEntries.read(List.of(), data).of(data);
    }
    try (LedgerFile file = LedgerFile.hold(path, clock)) {
      return LedgerEntries.read(file.entries(), data).of(data);
    }
  }

  /** Sets the limit of each of some data sets, or takes it away. */
  public Head limit(List<DataKey> data, Optional<PrivacyTarget> most) {
    try (LedgerFile file = LedgerFile.hold(path, clock)) {
      file.entries();
      Map<String, Object> entry = LedgerEntries.tree(data);
      entry.put("epsilon", most.map(PrivacyTarget::epsilon).orElse(null));
      entry.put("delta", most.map(PrivacyTarget::delta).orElse(null));
      return file.append("limit", entry);
    }
  }

  /**
   * Enters what a run will release of each of its data sets, before it does: in one line, which is
   * there as a whole or not at all. What the same run has reserved before is replaced.
   *
   * @throws GovernanceException if that would overdraw limits, of which each is named; nothing is
   *     entered then
   */
  public Head reserve(
      List<DataKey> data,
      String run,
      Spend spend,
      double delta,
      Supplier<PrivacyAccountant> accountant) {
    return enter(State.RESERVED, data, run, spend, delta, accountant);
  }

  /**
   * Enters what something else than a run releases at once.
   *
   * @throws GovernanceException if that would overdraw limits; nothing is entered then
   */
  public Head record(
      List<DataKey> data,
      String what,
      Spend spend,
      double delta,
      Supplier<PrivacyAccountant> accountant) {
    return enter(State.RECORDED, data, what, spend, delta, accountant);
  }

  private Head enter(
      State state,
      List<DataKey> data,
      String by,
      Spend spend,
      double delta,
      Supplier<PrivacyAccountant> accountant) {
    try (LedgerFile file = LedgerFile.hold(path, clock)) {
      List<Problem> problems = new ArrayList<>();
      for (DataBudget budget : LedgerEntries.read(file.entries(), data).of(data)) {
        overdraft(budget, by, spend, accountant).ifPresent(problems::add);
      }
      if (!problems.isEmpty()) {
        throw new GovernanceException(problems);
      }
      return file.append(type(state), tree(data, by, spend, delta));
    }
  }

  /** Enters what a run has released, in place of what it had reserved; nothing for no step. */
  public Head settle(List<DataKey> data, String run, Spend spend, double delta) {
    try (LedgerFile file = LedgerFile.hold(path, clock)) {
      file.entries();
      return file.append(type(State.SETTLED), tree(data, run, spend, delta));
    }
  }

  /** Returns why a data set may not be used so; empty where it may. */
  public static Optional<Problem> overdraft(
      DataBudget budget, String by, Spend spend, Supplier<PrivacyAccountant> accountant) {
    if (budget.limit().isEmpty()) {
      return Optional.empty();
    }
    PrivacyTarget most = budget.limit().get();
    double after = budget.with(spend, by, accountant.get()).upper();
    if (after <= most.epsilon()) {
      return Optional.empty();
    }
    double before = budget.with(Spend.NOTHING, by, accountant.get()).upper();
    String got =
        "has spent epsilon %s of %s at delta %s, and this would make it %s"
            .formatted(
                EpsilonWords.number(before),
                EpsilonWords.number(most.epsilon()),
                EpsilonWords.number(most.delta()),
                Double.isInfinite(after) ? "unbounded" : EpsilonWords.number(after));
    return Optional.of(
        new Problem(
            Remedy.FIX_SPEC,
            "privacy budget of " + budget.name(),
            got,
            "at most " + EpsilonWords.number(most.epsilon()) + " in all uses together",
            "Ask for a smaller epsilon or fewer epochs, or raise the limit: governance privacy"
                + " budget"));
  }

  /** Returns why a data set with a limit may not be used without noise; empty where it may. */
  public static Optional<Problem> unprotected(DataBudget budget, String what) {
    return budget
        .limit()
        .map(
            most ->
                new Problem(
                    Remedy.FIX_SPEC,
                    "privacy budget of " + budget.name(),
                    "is limited to epsilon "
                        + EpsilonWords.number(most.epsilon())
                        + ", and "
                        + what
                        + ", which no budget covers",
                    "training with cryptographic noise",
                    "Ask for a target such as --epsilon "
                        + EpsilonWords.number(Math.min(3, most.epsilon()))
                        + ", or take the limit away: governance privacy budget"));
  }

  private static String type(State state) {
    return switch (state) {
      case RESERVED -> "reserved";
      case SETTLED -> "settled";
      case RECORDED -> "recorded";
    };
  }

  private static Map<String, Object> tree(
      List<DataKey> data, String by, Spend spend, double delta) {
    Map<String, Object> entry = LedgerEntries.tree(data);
    entry.put("by", by);
    entry.put("delta", delta);
    spend.into(entry);
    return entry;
  }
}
