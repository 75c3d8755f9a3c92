package plugins.privacy.internal.personaldata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found in one text. Of places that overlap the checked one is kept, then the longest. */
final class Findings {
  private final List<Found> all = new ArrayList<>();

  void add(int start, int end, DataClass type, boolean checked) {
    all.add(new Found(start, end, type, checked));
  }

  /** Returns places in the order of the text, none of which overlap. */
  List<Found> settled() {
    if (all.size() > 1) {
      all.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::end));
    }
    List<Found> kept = new ArrayList<>(all.size());
    for (Found one : all) {
      Found last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (last == null || last.end() <= one.start()) {
        kept.add(one);
      } else {
        // A place that is dropped leaves nothing behind: the one kept is widened over both.
        Found better = better(last, one);
        int end = Math.max(last.end(), one.end());
        kept.set(kept.size() - 1, new Found(last.start(), end, better.type(), better.checked()));
      }
    }
    return kept;
  }

  private static Found better(Found a, Found b) {
    if (a.checked() != b.checked()) {
      return a.checked() ? a : b;
    }
    return b.length() > a.length() ? b : a;
  }
}
