package bench;

import governance.api.Settings;
import governance.api.model.Task;
import governance.api.train.PenaltySetup;
import java.util.List;
import java.util.Map;

/** A penalty's setup; what is not given has its default. */
record Prepared(String id, Map<String, ?> given, int hiddenSize) implements PenaltySetup {
  @Override
  public <A> A settings(Class<A> type) {
    return settings().as(type);
  }

  @Override
  public Settings settings() {
    return Settings.of(id, given);
  }

  @Override
  public Task task() {
    return Task.SEQUENCE_CLASSIFICATION;
  }

  @Override
  public List<String> classes() {
    return Sessions.CLASSES;
  }

  @Override
  public int favourable() {
    return 1;
  }

  @Override
  public List<String> protectedColumns() {
    return List.copyOf(Sessions.GROUPS.keySet());
  }

  @Override
  public List<String> groups(String protectedColumn) {
    return Sessions.GROUPS.get(protectedColumn);
  }

  @Override
  public List<String> parties() {
    return List.of();
  }

  @Override
  public long seed() {
    return 1;
  }
}
