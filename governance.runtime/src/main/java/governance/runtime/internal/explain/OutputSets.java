package governance.runtime.internal.explain;

import governance.engine.Encoded;
import governance.engine.Predictions;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.data.ModelRows;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.vault.Rows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * The data sets of outputs: D_exp holds for each test row its text xᵢ, its label yᵢ, the output
 * M(xᵢ) and the output M(xⱼ) of the row it is compared with; D_coop holds the same with the
 * cooperative output, the mean over the parties' models and one's own. Row j is the most similar
 * one (Jaccard similarity of token sets) among a seeded sample of the test rows.
 */
public final class OutputSets {
  private static final int CANDIDATES = 64;

  private final Classes classes;
  private final ModelRows rows;
  private final List<String> names;
  private final int[] compared;

  /** Begins with the test rows. */
  public OutputSets(Classes classes, ModelRows rows, List<String> names, long seed) {
    this.classes = classes;
    this.rows = rows;
    this.names = names;
    this.compared = nearest(rows.inputs(), seed);
  }

  static int[] nearest(List<Encoded> inputs, long seed) {
    List<int[]> sets =
        inputs.stream().map(e -> Arrays.stream(e.ids()).sorted().distinct().toArray()).toList();
    Random random = new Random(seed);
    TreeSet<Integer> candidates = new TreeSet<>();
    while (candidates.size() < Math.min(CANDIDATES, inputs.size())) {
      candidates.add(random.nextInt(inputs.size()));
    }
    int[] nearest = new int[inputs.size()];
    for (int row = 0; row < nearest.length; row++) {
      double best = -1;
      nearest[row] = row;
      for (int other : candidates) {
        double similarity = other == row ? -1 : jaccard(sets.get(row), sets.get(other));
        if (similarity > best) {
          best = similarity;
          nearest[row] = other;
        }
      }
    }
    return nearest;
  }

  static double jaccard(int[] first, int[] second) {
    int both = 0;
    for (int i = 0, j = 0; i < first.length && j < second.length; ) {
      if (first[i] == second[j]) {
        both++;
        i++;
        j++;
      } else if (first[i] < second[j]) {
        i++;
      } else {
        j++;
      }
    }
    return both / (double) Math.max(1, first.length + second.length - both);
  }

  /**
   * Writes one set for the outputs of one model, or the mean of several.
   *
   * @param name the file's name in the run's folder
   * @param sealing what seals rows
   * @param subjects the subject of each row
   */
  public void write(
      OutputStream to, String name, List<Predictions> models, Rows sealing, List<String> subjects)
      throws IOException {
    double[][] outputs = outputs(models);
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    for (int row = 0; row < rows.size(); row++) {
      int other = compared[row];
      Map<String, Object> line =
          Tree.of(
              "row", names.get(row),
              "x", rows.texts().get(row),
              "y", label(row),
              "output", named(outputs[row]));
      Map<String, Object> beside =
          Tree.of("comparedWith", names.get(other), "comparedOutput", named(outputs[other]));
      String place = name + "#" + row;
      if (sealing.whole()) {
        List<String> all = List.copyOf(beside.keySet());
        String inner = place + "/compared";
        line.put("compared", sealing.seal(beside, all, subjects.get(other), inner));
      } else {
        beside.forEach(line::put);
      }
      out.write(Json.canonical(sealing.seal(line, hidden(sealing), subjects.get(row), place)));
      out.write('\n');
    }
    out.flush();
  }

  private List<String> hidden(Rows sealing) {
    List<String> hidden = new ArrayList<>(List.of("x"));
    if (sealing.whole()) {
      hidden.addAll(List.of("y", "output"));
    } else if (sealing.seals(classes.column())) {
      hidden.add("y");
    }
    if (sealing.sealsNames()) {
      hidden.addAll(sealing.whole() ? List.of("row") : List.of("row", "comparedWith"));
    }
    return hidden;
  }

  private Object label(int row) {
    return rows.tags() == null
        ? classes.names().get(rows.labels()[row])
        : Arrays.stream(rows.tags()[row]).mapToObj(classes.names()::get).toList();
  }

  private double[][] outputs(List<Predictions> models) {
    double[][] mean = new double[rows.size()][classes.names().size()];
    for (Predictions one : models) {
      for (int row = 0; row < mean.length; row++) {
        List<float[]> parts = new ArrayList<>();
        if (one.tokens() == null) {
          parts.add(one.sequences()[row]);
        } else {
          parts.addAll(labelled(row, one.tokens()[row]));
        }
        for (float[] part : parts) {
          for (int c = 0; c < part.length; c++) {
            mean[row][c] += part[c] / (double) (parts.size() * models.size());
          }
        }
      }
    }
    return mean;
  }

  private List<float[]> labelled(int row, float[][] pieces) {
    List<float[]> parts = new ArrayList<>();
    for (int i = 0; i < pieces.length; i++) {
      if (rows.pieceLabels()[row][i] >= 0) {
        parts.add(pieces[i]);
      }
    }
    return parts;
  }

  private Map<String, Object> named(double[] output) {
    Map<String, Object> named = Tree.of();
    for (int c = 0; c < output.length; c++) {
      named.put(classes.names().get(c), output[c]);
    }
    return named;
  }
}
