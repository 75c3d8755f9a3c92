package plugins.privacy.internal.personaldata;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.ModelFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model that finds names, as settings name it.
 *
 * @param owner the contribution whose settings name it
 * @param folders opens it
 * @param folder where it lies
 * @param threshold probability from which on a word is a name
 */
record NameModel(String owner, ModelFolders folders, Path folder, double threshold) {
  /** What the setting that names the folder says. */
  static final String FOLDER =
      "Folder of a model that tags the words of persons (PER) and places (LOC), in the data"
          + " directory or elsewhere; finds what lists do not. None: lists and patterns alone.";

  /** What the setting of the threshold says. */
  static final String THRESHOLD =
      "Probability from which on the model's word is a name; a smaller one finds more, and"
          + " more that is none.";

  /** Returns the model of settings, not asked yet; empty where they name none. */
  static Optional<NameModel> of(
      String owner,
      ModelFolders folders,
      String named,
      double threshold,
      Optional<Path> dataDirectory) {
    if (!(threshold > 0 && threshold < 1)) {
      throw GovernanceException.spec(
          owner + " setting modelThreshold",
          "got " + threshold,
          "a number between 0 and 1",
          "A smaller one finds more, and more that is none");
    }
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (folders == null) {
      throw new GovernanceException(
          new Problem(
              Remedy.INSTALL_BUNDLE,
              owner + " setting model",
              "models cannot be asked here",
              "",
              "Install or start governance.runtime"));
    }
    Path given = Path.of(named);
    Path folder = dataDirectory.map(d -> d.resolve(given)).filter(Files::isDirectory).orElse(given);
    return Optional.of(new NameModel(owner, folders, folder, threshold));
  }

  /** Opens the model and hands what asks it to the function. */
  <R> R ask(Function<NameTagger, R> question) {
    return folders.ask(folder, model -> question.apply(new NameTagger(owner, model, threshold)));
  }

  /** Returns the threshold and a digest of the weights: another model is noticed. */
  String state() {
    MessageDigest sha = sha();
    try (InputStream in = Files.newInputStream(folder.resolve("model.safetensors"));
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
      in.transferTo(out);
      byte[] digest = sha.digest();
      return HexFormat.of().formatHex(digest) + " from " + threshold;
    } catch (IOException e) {
      throw GovernanceException.spec(
          owner + " setting model",
          folder.resolve("model.safetensors") + " cannot be read",
          "the folder of a model with that file",
          "Correct the name");
    }
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
