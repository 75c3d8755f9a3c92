package governance.runtime.internal.spec;

import governance.runtime.internal.spec.EncryptionSpec.Part;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code encryption}, which may be missing. */
final class EncryptionBinder {
  private EncryptionBinder() {}

  static Optional<EncryptionSpec> bind(Fields root) {
    if (!root.has("encryption")) {
      return Optional.empty();
    }
    Fields fields = root.object("encryption");
    Optional<Path> keyring = fields.path("keyring");
    Set<Part> parts = parts(fields);
    Optional<String> subject = fields.text("subject");
    List<String> columns = fields.texts("columns");
    if (parts.isEmpty() && subject.isEmpty() && columns.isEmpty()) {
      fields.wrong(
          "parts",
          "nothing is to be encrypted",
          "parts, subject or columns",
          "Name what is to be encrypted, such as --set encryption.parts=all, or leave encryption"
              + " out");
    }
    fields.end();
    return Optional.of(new EncryptionSpec(keyring, parts, subject, columns));
  }

  private static Set<Part> parts(Fields fields) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    List<String> known = Arrays.stream(Part.values()).map(Fields::written).toList();
    for (String name : fields.texts("parts")) {
      if (name.equals("all")) {
        parts.addAll(EnumSet.allOf(Part.class));
      } else if (known.contains(name)) {
        parts.add(Part.values()[known.indexOf(name)]);
      } else {
        fields.wrong(
            "parts",
            "holds \"" + name + "\"",
            "all, " + String.join(", ", known),
            Suggestion.advice(name, known, ""));
      }
    }
    return parts;
  }
}
