package governance.api.model;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Several encoded texts, padded to one length. Lives as long as the call it was handed to. */
@ProviderType
public interface Batch {
  /** Returns the number of texts, B. */
  int size();

  /** Returns the padded length in tokens, T, special tokens included. */
  int length();

  /** Returns the tokens of one text without padding, special tokens included. */
  List<String> tokens(int index);

  /**
   * Returns for each token of one text the index of the word it belongs to, or -1 for special
   * tokens. Has the length of {@link #tokens(int)}.
   */
  int[] words(int index);

  /** Returns the attention mask, shape [B, T], 1 for a token and 0 for padding. */
  Tensor mask();
}
