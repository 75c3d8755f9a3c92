package governance.api.data;

/** What a column means in a run. */
public enum Role {
  /** Free text that the model reads. */
  TEXT,
  /** A text already split into words, read by token classification. */
  TOKENS,
  /** The class to predict. */
  LABEL,
  /** One tag for each word of {@link #TOKENS}. */
  TAGS,
  /** A protected attribute; withheld from the model unless the spec says otherwise. */
  PROTECTED,
  /** An attribute that may identify a person together with others. */
  QUASI_IDENTIFIER,
  /** An attribute that identifies a person; never shown to the model. */
  DIRECT_IDENTIFIER,
  /** A field that the model reads as part of the serialised row. */
  FEATURE,
  /** A weight of the row in loss and metrics, finite and at least 0. */
  WEIGHT,
  /** A key of the row, unique. */
  ID,
  /** A column that is kept out of the run. */
  IGNORED
}
