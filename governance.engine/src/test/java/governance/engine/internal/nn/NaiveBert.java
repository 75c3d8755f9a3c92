package governance.engine.internal.nn;

import governance.api.model.Task;
import java.util.List;

/**
 * BERT with dropout as its paper and the Transformers source define it, in plain loops over
 * doubles: every position in every layer, one row at a time, separate query, key and value.
 */
final class NaiveBert {
  /**
   * Whether a value is kept; the site is 0 embeddings, 1 attention, 2 attention output, 3 output, 4
   * head.
   */
  interface Keep {
    boolean keep(int layer, int site, int row, int head, int position, int index);
  }

  private final ModelConfig config;
  private final List<double[]> p;
  private final Keep keep;
  private final double scale;

  /** Leaves in the order of the layout; {@code scale} multiplies what is kept. */
  NaiveBert(ModelConfig config, List<double[]> p, Keep keep, double scale) {
    this.config = config;
    this.p = p;
    this.keep = keep;
    this.scale = scale;
  }

  /** Logits of one row of {@code ids}: [C], or [T][C] row by row. */
  double[] logits(int row, int[] ids) {
    int e = config.encoder().hidden();
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      double[] sum = new double[e];
      for (int i = 0; i < e; i++) {
        sum[i] = p.get(0)[ids[t] * e + i] + p.get(1)[t * e + i] + p.get(2)[i];
      }
      x[t] = drop(norm(sum, 3), 0, 0, row, t);
    }
    for (int l = 0; l < config.encoder().layers(); l++) {
      x = layer(x, l, row);
    }
    return config.task() == Task.SEQUENCE_CLASSIFICATION ? sequence(x, row) : token(x, row);
  }

  private double[][] layer(double[][] x, int l, int row) {
    int j = 5 + 12 * l;
    double[][] a = attention(x, l, row);
    double[][] y = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] o = drop(linear(a[t], j + 2), l, 2, row, t);
      double[] r = norm(plus(o, x[t]), j + 4);
      double[] f = linear(r, j + 6);
      for (int i = 0; i < f.length; i++) {
        f[i] = 0.5 * f[i] * (1 + erf(f[i] / Math.sqrt(2)));
      }
      y[t] = norm(plus(drop(linear(f, j + 8), l, 3, row, t), r), j + 10);
    }
    return y;
  }

  private double[][] attention(double[][] x, int l, int row) {
    int e = config.encoder().hidden();
    int d = e / config.encoder().heads();
    double[][] qkv = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      qkv[t] = linear(x[t], 5 + 12 * l);
    }
    double[][] out = new double[x.length][e];
    for (int h = 0; h < config.encoder().heads(); h++) {
      for (int t = 0; t < x.length; t++) {
        double[] w = new double[x.length];
        double sum = 0;
        for (int s = 0; s < x.length; s++) {
          double score = 0;
          for (int i = 0; i < d; i++) {
            score += qkv[t][h * d + i] * qkv[s][e + h * d + i];
          }
          w[s] = Math.exp(score / Math.sqrt(d));
          sum += w[s];
        }
        for (int s = 0; s < x.length; s++) {
          double weight = keep.keep(l, 1, row, h, t, s) ? w[s] / sum * scale : 0;
          for (int i = 0; i < d; i++) {
            out[t][h * d + i] += weight * qkv[s][2 * e + h * d + i];
          }
        }
      }
    }
    return out;
  }

  private double[] sequence(double[][] x, int row) {
    double[] u = linear(x[0], p.size() - 4);
    for (int i = 0; i < u.length; i++) {
      u[i] = Math.tanh(u[i]);
    }
    return linear(drop(u, 0, 4, row, 0), p.size() - 2);
  }

  private double[] token(double[][] x, int row) {
    int c = config.labels().size();
    double[] all = new double[x.length * c];
    for (int t = 0; t < x.length; t++) {
      System.arraycopy(linear(drop(x[t], 0, 4, row, t), p.size() - 2), 0, all, t * c, c);
    }
    return all;
  }

  private double[] drop(double[] x, int l, int site, int row, int t) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = keep.keep(l, site, row, 0, t, i) ? x[i] * scale : 0;
    }
    return y;
  }

  private double[] linear(double[] x, int leaf) {
    double[] y = p.get(leaf + 1).clone();
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += p.get(leaf)[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(double[] x, int leaf) {
    double mean = 0;
    double square = 0;
    for (double v : x) {
      mean += v / x.length;
    }
    for (double v : x) {
      square += (v - mean) * (v - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double unit = (x[i] - mean) / Math.sqrt(square + config.encoder().epsilon());
      y[i] = unit * p.get(leaf)[i] + p.get(leaf + 1)[i];
    }
    return y;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /** Series 2/sqrt(pi) * sum of (-1)^n x^(2n+1) / (n! (2n+1)), enough terms for |x| up to 5. */
  private static double erf(double x) {
    if (Math.abs(x) > 5) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 120; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
