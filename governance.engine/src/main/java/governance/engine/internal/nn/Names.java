package governance.engine.internal.nn;

/**
 * What an architecture calls the modules of its encoder, without prefix and without {@code .weight}
 * and {@code .bias}.
 *
 * @param words table of word embeddings
 * @param positions table of position embeddings
 * @param types table of type embeddings, or empty if there is none
 * @param norm layer norm of the embeddings
 * @param projection from the embeddings' width to the encoder's; unused if they are the same
 * @param layer a layer, with {@code %1$d} for its group and {@code %2$d} for its place in the group
 * @param query the rest: modules of a layer
 */
public record Names(
    String words,
    String positions,
    String types,
    String norm,
    String projection,
    String layer,
    String query,
    String key,
    String value,
    String attentionOutput,
    String attentionNorm,
    String intermediate,
    String output,
    String outputNorm) {

  /** The names of BERT, which most architectures share. */
  public static final Names BERT =
      new Names(
          "embeddings.word_embeddings",
          "embeddings.position_embeddings",
          "embeddings.token_type_embeddings",
          "embeddings.LayerNorm",
          "embeddings_project",
          "encoder.layer.%1$d.",
          "attention.self.query",
          "attention.self.key",
          "attention.self.value",
          "attention.output.dense",
          "attention.output.LayerNorm",
          "intermediate.dense",
          "output.dense",
          "output.LayerNorm");
}
