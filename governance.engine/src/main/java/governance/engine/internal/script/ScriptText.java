package governance.engine.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The text of the one TorchScript module: resource parts joined in a fixed order, with the type of
 * {@code self} filled in. The digest is over this text, so it changes exactly when behaviour may.
 */
public final class ScriptText {
  /** Version of the text; raised with every change that alters results. */
  public static final String VERSION = "1";

  private static final List<String> PARTS =
      List.of(
          "ops.pyt",
          "memory.pyt",
          "keep.pyt",
          "tensor.pyt",
          "attention.pyt",
          "encoder.pyt",
          "mlm.pyt",
          "checkpoint.pyt",
          "record.pyt",
          "train.pyt",
          "rows.pyt",
          "noise.pyt",
          "loss.pyt");

  private ScriptText() {}

  /** All methods of the module as TorchScript source. */
  public static String methods() {
    StringBuilder text = new StringBuilder();
    PARTS.forEach(part -> text.append(read(part)).append('\n'));
    return text.toString().replace("(self, ", "(self: __torch__.Lib, ");
  }

  /** Lower-case SHA-256 of {@link #methods()}. */
  public static String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(methods().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String part) {
    try (InputStream in = ScriptText.class.getResourceAsStream(part)) {
      if (in == null) {
        throw new IllegalStateException("script part " + part + " is not in the bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
