package governance.runtime.internal.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of contributions for readers, made from their ids where they declare none. */
public final class Titles {
  private static final Map<String, String> WORDS =
      Map.of(
          "auc", "AUC", "f1", "F1", "html", "HTML", "json", "JSON", "macro", "Macro", "entity",
          "Entity", "tpr", "TPR");

  /** Metrics on the shelf whose figures are shares of rows, shown as per cent. */
  private static final Set<String> SHARES = Set.of("quality", "fairness");

  /** Ends of the names of those that are none. */
  private static final Set<String> OTHERWISE =
      Set.of(
          "-ratio",
          "-loss",
          "-perplexity",
          "-cost",
          "-cost-difference",
          "-index",
          "-entropy",
          "-divergence",
          "-variation",
          "-distortion",
          "-kappa",
          "-correlation",
          "-score",
          ".drift",
          ".differential-fairness",
          ".treatment-equality-difference");

  /** Names of architectures as their authors write them. */
  private static final Map<String, String> ARCHITECTURES =
      Map.of(
          "bert", "BERT",
          "roberta", "RoBERTa",
          "xlm-roberta", "XLM-RoBERTa",
          "distilbert", "DistilBERT",
          "electra", "ELECTRA",
          "albert", "ALBERT",
          "torchscript", "TorchScript");

  private Titles() {}

  /** Returns the name of an architecture, such as RoBERTa; its type where no name is known. */
  static String architecture(String type) {
    return ARCHITECTURES.getOrDefault(type, type);
  }

  /**
   * Returns the last part of an id in words: {@code fairness.demographic-parity} is "Demographic
   * parity".
   */
  public static String of(String id) {
    StringBuilder title = new StringBuilder();
    for (String word : id.substring(id.lastIndexOf('.') + 1).split("-")) {
      title.append(title.isEmpty() ? "" : " ").append(WORDS.getOrDefault(word, word));
    }
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  /**
   * Returns the declared names that can be used: one that several contributions share, since they
   * share their settings, tells none of them apart.
   *
   * @param names id to declared name, empty where none is declared
   * @param all the names that all contributions declare, whether they take part or not
   */
  public static Map<String, String> distinct(Map<String, String> names, List<String> all) {
    Map<String, String> usable = new LinkedHashMap<>(names);
    usable.values().removeIf(name -> name.isEmpty() || Collections.frequency(all, name) > 1);
    return usable;
  }

  /** Returns the first part of an id. */
  public static String pillar(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }

  /** Returns the unit of a metric's figure, in the words of the report's schema. */
  public static String unit(String metric) {
    boolean share =
        SHARES.contains(pillar(metric)) && OTHERWISE.stream().noneMatch(metric::endsWith);
    return share ? "share" : "score";
  }
}
