package governance.runtime.internal.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.ValueType;
import governance.runtime.internal.store.StoredFiles;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The texts of a document as rows of one column: texts of JSON, lines of other files. */
final class DocumentTexts {
  /** The column. */
  static final String COLUMN = "texts of the document";

  private DocumentTexts() {}

  /**
   * Reads a document, decrypted where it is encrypted.
   *
   * @param file its name without encryption
   * @throws GovernanceException if it is not what its name says
   */
  static Dataset of(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    try {
      String whole = StoredFiles.text(file);
      String name = file.getFileName().toString();
      if (name.endsWith(".json")) {
        collect(JsonParser.parseString(whole), texts);
      } else if (name.endsWith(".jsonl")) {
        whole.lines().forEach(line -> collect(JsonParser.parseString(line), texts));
      } else if (name.endsWith(".html")) {
        html(whole).lines().forEach(texts::add);
      } else {
        whole.lines().forEach(texts::add);
      }
    } catch (MalformedInputException | JsonParseException e) {
      throw GovernanceException.data(
          file.toString(), "cannot be read as what its name says: " + e.getMessage(), "", "");
    }
    texts.removeIf(String::isBlank);
    Schema schema = new Schema(List.of(new Column(COLUMN, ValueType.STRING, Role.TEXT)));
    return Dataset.of(schema, List.of(texts));
  }

  /** Programs, styles and pictures are no texts of a page. */
  private static String html(String whole) {
    return whole.replaceAll("(?s)<(script|style|svg)\\b.*?</\\1>", " ").replaceAll("<[^>]*>", " ");
  }

  private static void collect(JsonElement element, List<String> into) {
    if (element.isJsonObject()) {
      element.getAsJsonObject().entrySet().forEach(e -> collect(e.getValue(), into));
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(e -> collect(e, into));
    } else if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
      into.add(element.getAsString());
    }
  }
}
