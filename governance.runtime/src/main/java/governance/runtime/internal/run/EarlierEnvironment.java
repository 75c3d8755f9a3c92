package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.engine.RandomNumbers;
import governance.runtime.internal.store.Tree;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run that goes on was computed with before.
 *
 * @param tree its {@code environment.json}
 */
record EarlierEnvironment(Map<String, Object> tree) {
  private static final System.Logger LOG = System.getLogger(EarlierEnvironment.class.getName());

  static EarlierEnvironment of(Map<String, Object> tree) {
    return new EarlierEnvironment(tree);
  }

  int threads() {
    return ((Number) tree.get("threads")).intValue();
  }

  /**
   * Checks what must be the same.
   *
   * @throws GovernanceException if the run cannot go on here
   */
  void check(String version, String dropout) {
    if (!version.equals(tree.get("engineVersion"))) {
      throw GovernanceException.spec(
          "engine",
          "is version " + version,
          "version " + tree.get("engineVersion") + ", with which the run began",
          "Install that version again, or start a new run");
    }
    Object before = tree.getOrDefault("dropout", RandomNumbers.HASH);
    if (!dropout.equals(before)) {
      String option = "-Dgovernance.engine.dropout=" + RandomNumbers.LIBRARY;
      throw GovernanceException.spec(
          "engine",
          "draws dropout by " + dropout,
          "by " + before + ", with which the run began",
          before.equals(RandomNumbers.LIBRARY)
              ? "Resume on a graphics card with " + option + " in GOVERNANCE_JAVA_OPTS"
              : "Resume without " + option + " in GOVERNANCE_JAVA_OPTS");
    }
  }

  /**
   * Returns devices and libraries of the run's earlier parts, with that of the last one where it
   * was another; a warning tells of it.
   */
  List<Object> earlier(String device, String library) {
    List<Object> all = new ArrayList<>();
    if (tree.get("earlier") instanceof List<?> before) {
      all.addAll(before);
    }
    if (!library().isEmpty() && !(device.equals(tree.get("device")) && library.equals(library()))) {
      all.add(Tree.of("device", tree.get("device"), "library", library()));
      LOG.log(
          Level.WARNING,
          "the run began on {0} with the library {1} and goes on on {2} with {3}: last digits may be"
              + " others than without a stop",
          tree.get("device"),
          library(),
          device,
          library);
    }
    return all;
  }

  private String library() {
    if (tree.get("libraries") instanceof List<?> libraries) {
      for (Object one : libraries) {
        if (one instanceof Map<?, ?> named && Environment.LIBRARY.equals(named.get("name"))) {
          return String.valueOf(named.get("version"));
        }
      }
    }
    return "";
  }
}
