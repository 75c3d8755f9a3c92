package governance.engine.internal.nn;

import java.util.Set;
import java.util.TreeSet;

/**
 * Low-rank updates of linear layers (Hu et al. 2021).
 *
 * @param rank rank of each update, at least 1
 * @param alpha scale before division by the rank
 * @param dropout probability in [0, 1) of dropping an input of an update in training
 * @param modules full names of the linear layers, without {@code .weight}
 */
public record Lora(int rank, double alpha, double dropout, Set<String> modules) {
  /** Copies the names, sorted. */
  public Lora {
    modules = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(modules));
  }

  /** What B A x is multiplied by. */
  public double scale() {
    return alpha / rank;
  }

  /** Name of the matrix A [rank, in] of a linear layer. */
  public static String down(String module) {
    return module + ".lora_A.weight";
  }

  /** Name of the matrix B [out, rank] of a linear layer. */
  public static String up(String module) {
    return module + ".lora_B.weight";
  }
}
