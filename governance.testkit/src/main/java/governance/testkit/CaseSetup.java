package governance.testkit;

import governance.api.Settings;
import governance.api.model.Task;
import governance.api.train.PenaltySetup;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a penalty is told about a case. */
final class CaseSetup implements PenaltySetup {
  private final PenaltyCase of;
  private final Settings settings;

  CaseSetup(PenaltyCase of, Map<String, ?> values) {
    this.of = of;
    this.settings = Settings.of("the penalty under test", values);
  }

  @Override
  public <A> A settings(Class<A> type) {
    return settings.as(type);
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Task task() {
    return of.task();
  }

  @Override
  public List<String> classes() {
    return IntStream.range(0, of.classes()).mapToObj(i -> "class " + i).toList();
  }

  @Override
  public int favourable() {
    return of.favourable();
  }

  @Override
  public List<String> protectedColumns() {
    return List.copyOf(of.groups().keySet());
  }

  @Override
  public List<String> groups(String protectedColumn) {
    return of.groups().get(protectedColumn).names();
  }

  @Override
  public List<String> parties() {
    return IntStream.range(0, of.parties()).mapToObj(i -> "party " + i).toList();
  }

  @Override
  public int hiddenSize() {
    return of.hidden();
  }

  @Override
  public long seed() {
    return 7;
  }
}
