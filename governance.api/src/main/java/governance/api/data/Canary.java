package governance.api.data;

import java.util.Objects;

/**
 * A made-up record that a transform planted into the training rows, or could have planted, so that
 * an attack can tell how much of it the model remembers (Carlini et al. 2019, The Secret Sharer).
 *
 * @param text what the model reads; words joined by spaces where rows are lists of words
 * @param label the secret: its class, the tags of its words joined by spaces, or for a text without
 *     label the span of it that is to be completed
 * @param times how often it stands among the training rows, 0 for not at all
 * @param chance probability with which it was planted, in [0, 1], drawn for each by itself; 0 for
 *     one that only serves for comparison
 * @since 1.1
 */
public record Canary(String text, String label, int times, double chance) {
  /** Checks the values. */
  public Canary {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(label, "label");
    if (times < 0 || !(chance >= 0 && chance <= 1) || times > 0 && chance == 0) {
      throw new IllegalArgumentException("planted " + times + " times with chance " + chance);
    }
  }
}
