package governance.api.train;

import governance.api.model.Batch;
import governance.api.model.Tensor;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One training batch as penalties see it. B rows, T tokens, C classes, H hidden size. All tensors
 * live until the step ends.
 */
@ProviderType
public interface PenaltyContext {
  /** Returns the number of rows, B. */
  int size();

  /** Returns the number of this step, from 0. */
  long step();

  /** Returns the number of steps that the run will take. */
  long steps();

  /** Returns the encoded input. */
  Batch input();

  /**
   * Returns the model's logits: [B, C], [B, T, C] for token classification, or [M, V] at the M
   * hidden places of a masked language model with V word pieces.
   */
  Tensor logits();

  /** Returns the softmax of the logits over the classes; shape of the logits. */
  Tensor probabilities();

  /**
   * Returns one distribution over the classes for each row, [B, C]: the probabilities, or for token
   * classification their mean over the row's labelled tokens. The model's output M(x) in pairwise
   * terms.
   */
  Tensor outputs();

  /**
   * Returns the probability of the favourable class, [B].
   *
   * @throws governance.api.GovernanceException if the run names no favourable class
   */
  Tensor favourable();

  /** Returns the word embeddings of the input, [B, T, H]; the logits depend on them. */
  Tensor embeddings();

  /** Returns the attention mask, [B, T]: 1 for a token, 0 for padding. */
  Tensor mask();

  /**
   * Returns the labels as whole numbers: [B], [B, T] with -100 where a token has none, or [M], the
   * pieces that stood at hidden places.
   */
  Tensor labels();

  /** Returns the base loss of each row before weighting, [B]. */
  Tensor sampleLoss();

  /** Returns the weight of each row, [B]; ones where the run has none. */
  Tensor weights();

  /**
   * Returns the group membership by a protected column, [B, G], 1 or 0, no gradient; the order of
   * {@link PenaltySetup#groups(String)}. A row whose value is missing is all 0.
   */
  Tensor membership(String protectedColumn);

  /**
   * Returns a key of each row's content without protected attributes, [B] whole numbers: equal keys
   * mean equal cases. No gradient.
   */
  Tensor content();

  /** Returns a numeric column of the data, [B], NaN where missing; no gradient. */
  Tensor column(String name);

  /**
   * Returns the logits that each party's own model gives for this batch, in the order of the setup.
   */
  List<Tensor> partyLogits();

  /**
   * Returns the hidden states of the last layer that the model's head reads: [B, H] of the first
   * position, [B, T, H] for token classification, or [M, H] at hidden places. The logits depend on
   * them.
   *
   * @since 1.1
   */
  Tensor representation();

  /**
   * Returns a tensor that the term itself declared in {@link PenaltyTerm#parameters()}, as it is in
   * this step; gradients reach it.
   *
   * @throws IllegalArgumentException if the term declared none of this name
   * @since 1.1
   */
  Tensor own(String name);

  /**
   * Returns a tensor that the term declared in {@link PenaltyTerm#buffers()}, as the last step left
   * it; no gradient.
   *
   * @throws IllegalArgumentException if the term declared none of this name
   * @since 1.1
   */
  Tensor buffer(String name);

  /**
   * Replaces a buffer's values. What is kept counts once the step is done: a step that fails leaves
   * buffers as they were. Where a batch is computed in parts, the next part reads what this one
   * kept.
   *
   * @param value finite, of the buffer's shape; no gradient is kept
   * @throws IllegalArgumentException if the term declared none of this name, or the value does not
   *     fit
   * @since 1.1
   */
  void keep(String name, Tensor value);

  /**
   * Contributes to a statistic that the term declared in {@link PenaltyTerm#statistics()}: one
   * vector for each row, which depends on this row, the model and what was released alone. At most
   * once a step; a vector that is longer than the bound is cut to it.
   *
   * @param rows [B, size]; no gradient is kept
   * @throws IllegalArgumentException if the term declared none of this name, or the shape does not
   *     fit
   * @since 1.1
   */
  void contribute(String name, Tensor rows);

  /**
   * Returns the running mean over earlier steps of a statistic's sums, [size], with their noise
   * where the run adds noise; zeros in the first step. No gradient.
   *
   * @throws IllegalArgumentException if the term declared none of this name
   * @since 1.1
   */
  Tensor released(String name);

  /**
   * Says how precisely this step measures what the term penalises. The run records both and warns
   * once when the batches are too small for the gap. At most once a step.
   *
   * @param gap the size of what is penalised, without what chance adds to it, scalar, at least 0
   * @param standardError the standard error of the gap in the same unit, scalar, at least 0
   * @since 1.1
   */
  void estimated(Tensor gap, Tensor standardError);

  /** Returns the model's trainable parameters by their Hugging Face names. */
  Map<String, Tensor> parameters();

  /**
   * Returns the logits for other word embeddings of the same batch, shape of {@link #embeddings()}.
   */
  Tensor forward(Tensor embeddings);

  /** Returns the logits for another batch, made by {@link #encode(List)}. */
  Tensor forward(Batch other);

  /** Encodes texts, such as counterfactual ones, for {@link #forward(Batch)}. */
  Batch encode(List<String> texts);

  /** Returns the text of each row as the model reads it. */
  List<String> texts();

  /** Returns a scalar constant; no gradient. */
  Tensor constant(double value);
}
