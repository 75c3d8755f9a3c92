package governance.runtime.internal.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The graphics cards that the runs of a sweep share: each process sees one of them only, by the
 * variable that CUDA reads, so that a run's spec is the same on every card. Cards are given to runs
 * in turn, and a card that has fewer runs comes first.
 */
public final class Cards {
  /** Names the cards that CUDA may use, by number or identifier. */
  public static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /** No cards to share. */
  static final Cards NONE = new Cards(List.of(), 1);

  private final BlockingQueue<String> free;

  private Cards(List<String> names, int jobs) {
    List<String> places = new ArrayList<>();
    while (!names.isEmpty() && places.size() < Math.max(jobs, names.size())) {
      places.addAll(names);
    }
    free = new LinkedBlockingQueue<>(places);
  }

  /**
   * Returns the cards for runs.
   *
   * @param wanted {@code train.device} of the runs
   * @param devices what the engine offers: {@code cpu}, {@code gpu:0}, …
   * @param visible the value of {@value #VISIBLE} here, or null
   * @param jobs runs at a time
   * @return none where a run's device is named or there are not several
   */
  public static Cards of(String wanted, List<String> devices, String visible, int jobs) {
    long count = devices.stream().filter(d -> d.startsWith("gpu")).count();
    if (jobs < 2 || count < 2 || !spread(wanted)) {
      return NONE;
    }
    List<String> named =
        visible == null || visible.isBlank() ? List.of() : List.of(visible.strip().split(","));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(i < named.size() ? named.get(i).strip() : String.valueOf(i));
    }
    return new Cards(names, jobs);
  }

  /** Returns whether runs with that device take any card, so that they can be spread. */
  public static boolean spread(String wanted) {
    return wanted.equals("gpu") || wanted.equals("auto");
  }

  /** Takes a card for a run; returns what its process is told, nothing without cards to share. */
  Map<String, String> take() throws InterruptedException {
    return this == NONE ? Map.of() : Map.of(VISIBLE, free.take());
  }

  /** Gives back what a run was told. */
  void giveBack(Map<String, String> told) {
    told.values().forEach(free::add);
  }
}
