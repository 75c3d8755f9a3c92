package plugins.privacy.internal.attack;

import governance.api.data.Canary;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Puts the planted canaries at random places among the training rows. What is neither text nor
 * label of a canary, such as its groups, is that of a random row.
 */
final class FittedCanaries implements FittedTransform {
  private final List<Canary> canaries;
  private final Column read;
  private final Optional<Column> label;
  private final long seed;

  FittedCanaries(List<Canary> canaries, Column read, Optional<Column> label, long seed) {
    this.canaries = List.copyOf(canaries);
    this.read = read;
    this.label = label;
    this.seed = seed;
  }

  @Override
  public List<Canary> canaries() {
    return canaries;
  }

  @Override
  public String state() {
    return canaries.stream()
        .map(c -> c.times() + "\t" + c.chance() + "\t" + c.label() + "\t" + c.text())
        .collect(Collectors.joining("\n", "seed " + seed + "\n", ""));
  }

  @Override
  public Map<String, Double> figures() {
    double planted = canaries.stream().filter(c -> c.times() > 0).count();
    return Map.of("canaries planted", planted);
  }

  /** A row of the result: one of the data, or a canary in the clothes of one. */
  private record Place(int row, Canary canary) {}

  @Override
  public TransformResult apply(Dataset data, Split split) {
    List<Place> places = split == Split.TRAIN ? places(data.size()) : List.of();
    int added = places.size() - data.size();
    if (added <= 0) {
      return new TransformResult(data, List.of());
    }
    Dataset more = data.select(places.stream().mapToInt(Place::row).toArray());
    more = replaced(more, read, places, c -> value(read, c.text()));
    if (label.isPresent()) {
      more = replaced(more, label.get(), places, c -> value(label.get(), c.label()));
    }
    Optional<Column> id = data.schema().first(Role.ID);
    if (id.isPresent()) {
      int[] next = {0};
      more = replaced(more, id.get(), places, c -> "canary " + ++next[0]);
    }
    return new TransformResult(more, List.of(new Change(ChangeType.ADDED, "canaries", added)));
  }

  private static Object value(Column column, String text) {
    return Canaries.words(column) ? List.of(text.split(" ")) : text;
  }

  private interface OfCanary {
    Object of(Canary canary);
  }

  private static Dataset replaced(Dataset data, Column column, List<Place> places, OfCanary value) {
    List<Object> values = new ArrayList<>(data.values(column.name()));
    for (int i = 0; i < values.size(); i++) {
      if (places.get(i).canary() != null) {
        values.set(i, value.of(places.get(i).canary()));
      }
    }
    return data.with(column, values);
  }

  private List<Place> places(int rows) {
    if (rows == 0) {
      return List.of();
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Place>> before = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      before.add(new ArrayList<>());
    }
    for (Canary canary : canaries) {
      for (int copy = 0; copy < canary.times(); copy++) {
        before.get(random.nextInt(rows)).add(new Place(random.nextInt(rows), canary));
      }
    }
    List<Place> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      all.addAll(before.get(row));
      all.add(new Place(row, null));
    }
    return all;
  }
}
