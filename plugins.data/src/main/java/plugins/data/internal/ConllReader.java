package plugins.data.internal;

import governance.api.data.Column;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import plugins.data.internal.LineReader.Line;

/**
 * The sentences of a CoNLL file. A sentence with a line that is no word and tag is rejected as a
 * whole.
 */
final class ConllReader implements RowStream {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("tokens", ValueType.WORDS, Role.TOKENS),
              new Column("tags", ValueType.WORDS, Role.TAGS)));

  private final DataFile file;
  private final UnaryOperator<String> separators;
  private final int token;
  private final int tag;
  private final LineReader lines;
  private String separator;

  /**
   * A reader.
   *
   * @param separators the regular expression between columns, given the first line with a word
   */
  ConllReader(
      DataFile file, UnaryOperator<String> separators, int token, int tag, LineReader lines) {
    this.file = file;
    this.separators = separators;
    this.token = token;
    this.tag = tag;
    this.lines = lines;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Row next() throws IOException {
    Line line = lines.next();
    while (line != null && (line.text().isBlank() || line.text().startsWith("-DOCSTART-"))) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    long first = line.number();
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    Row rejected = null;
    for (; line != null && !line.text().isBlank(); line = lines.next()) {
      String error = add(line, words, tags);
      if (error != null && rejected == null) {
        rejected = Row.rejected(line.number(), error);
      }
    }
    return rejected != null
        ? rejected
        : Row.of(first, List.of(List.copyOf(words), List.copyOf(tags)));
  }

  private String add(Line line, List<String> words, List<String> tags) {
    if (line.tooLong()) {
      return line.length() + " characters; longest allows " + file.longest();
    }
    if (separator == null) {
      separator = separators.apply(line.text());
    }
    String[] fields = line.text().split(separator, -1);
    int word = token < 0 ? fields.length + token : token;
    int label = tag < 0 ? fields.length + tag : tag;
    if (word < 0 || label < 0 || word >= fields.length || label >= fields.length || word == label) {
      return fields.length
          + (fields.length == 1 ? " column" : " columns")
          + "; the word is column "
          + token
          + " and the tag column "
          + tag;
    }
    if (fields[word].isBlank() || fields[label].isBlank()) {
      return "the " + (fields[word].isBlank() ? "word" : "tag") + " is empty";
    }
    words.add(fields[word]);
    tags.add(fields[label].strip());
    return null;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
