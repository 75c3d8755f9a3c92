package plugins.privacy.internal.person;

import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Leaves out rows of persons who have too many.
 *
 * @param subject the column that names the person
 * @param most greatest number of rows of one
 * @param seed what rows are drawn by
 */
record FittedRowsPerPerson(String subject, int most, long seed) implements FittedTransform {

  @Override
  public String state() {
    return "subject " + subject + "\nmost " + most + "\nseed " + seed;
  }

  @Override
  public TransformResult apply(Dataset data, Split split) {
    if (split != Split.TRAIN) {
      return new TransformResult(data, List.of());
    }
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    long nobody = 0;
    List<?> persons = data.values(subject);
    for (int row = 0; row < persons.size(); row++) {
      Object person = persons.get(row);
      if (person == null) {
        nobody++;
      } else {
        rows.computeIfAbsent(person.toString(), p -> new ArrayList<>()).add(row);
      }
    }
    rows.forEach(this::draw);
    int[] kept = rows.values().stream().flatMapToInt(FittedRowsPerPerson::ints).sorted().toArray();
    long more = data.size() - kept.length - nobody;
    List<Change> changes = new ArrayList<>();
    if (more > 0) {
      changes.add(new Change(ChangeType.REMOVED, "rows of persons with more than " + most, more));
    }
    if (nobody > 0) {
      changes.add(new Change(ChangeType.REMOVED, "rows without " + subject, nobody));
    }
    return new TransformResult(changes.isEmpty() ? data : data.select(kept), changes);
  }

  private static IntStream ints(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue);
  }

  /** Draws without replacement which rows of a person stay, if there are too many. */
  private void draw(String person, List<Integer> rows) {
    if (rows.size() <= most) {
      return;
    }
    SplittableRandom random = new SplittableRandom(seed * 31 + person.hashCode());
    for (int i = 0; i < most; i++) {
      int other = i + random.nextInt(rows.size() - i);
      Integer moved = rows.get(i);
      rows.set(i, rows.get(other));
      rows.set(other, moved);
    }
    rows.subList(most, rows.size()).clear();
  }
}
