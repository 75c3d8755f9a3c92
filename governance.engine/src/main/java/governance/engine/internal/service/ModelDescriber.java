package governance.engine.internal.service;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.ModelDescription;
import governance.engine.ModelRequest.Architecture;
import governance.engine.internal.io.FolderFacts;
import governance.engine.internal.io.HuggingFaceFolder;
import governance.engine.internal.text.TextTokenizer;
import governance.engine.internal.text.TokenizerFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a model folder and collects everything that is wrong with it. */
final class ModelDescriber {
  /** Tables are often made longer up to a multiple of this, and never by more than this. */
  private static final int PADDING = 128;

  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();

  ModelDescriber(Path folder) {
    this.folder = folder;
  }

  ModelDescription describe() {
    FolderFacts facts = facts();
    problems.addAll(facts.problems());
    Optional<TokenizerFacts> tokenizer = tokenizer();
    Optional<Architecture> shape = facts.shape();
    if (shape.isPresent() && tokenizer.isPresent()) {
      compare(tokenizer.get().vocabulary(), shape.get().vocabulary());
    }
    return new ModelDescription(
        facts.type(),
        shape,
        facts.parameters(),
        tokenizer.map(TokenizerFacts::type).orElse(""),
        tokenizer.map(TokenizerFacts::vocabulary).orElse(0),
        facts.bytes(),
        facts.embeddings(),
        problems);
  }

  private FolderFacts facts() {
    try {
      return new HuggingFaceFolder(folder).facts();
    } catch (GovernanceException e) {
      return FolderFacts.none(e.problems());
    } catch (IOException e) {
      return FolderFacts.none(List.of(unreadable(e)));
    }
  }

  private Problem unreadable(IOException e) {
    String advice = "Check the folder and its permissions";
    return new Problem(Remedy.FIX_MACHINE, folder.toString(), "cannot be read: " + e, "", advice);
  }

  private Optional<TokenizerFacts> tokenizer() {
    try {
      return Optional.of(TextTokenizer.look(folder));
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** A table that is a little longer than the tokenizer needs was padded for speed. */
  private void compare(int pieces, int rows) {
    boolean padded = rows > pieces && rows - pieces < PADDING && rows % 8 == 0;
    if (rows != pieces && !padded) {
      problems.add(
          new Problem(
              Remedy.FIX_SPEC,
              folder.toString(),
              "the tokenizer has " + pieces + " pieces and the model's table " + rows + " rows",
              "as many rows as pieces",
              "Use the tokenizer files that belong to the model"));
    }
  }
}
