package plugins.privacy.internal.anonymity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tree of categories as a file gives it.
 *
 * @param paths for each value its labels, the finest first, all of one length
 * @param levels that length
 */
record TreeHierarchy(Map<String, List<String>> paths, int levels) implements Hierarchy {
  @Override
  public String[] path(Object value) {
    List<String> path = paths.get(Values.text(value));
    return path == null ? null : path.toArray(String[]::new);
  }

  @Override
  public String description() {
    return "tree " + new TreeMap<>(paths);
  }
}
