package governance.runtime.internal.plan;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.spec.Node;
import governance.runtime.internal.spec.Suggestion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a run is asked for by its first argument: a domain, or a file. */
final class Target {
  private static final long LARGEST = 4L << 20;

  private final ModelDirectory models;

  Target(ModelDirectory models) {
    this.models = models;
  }

  /**
   * Returns the document of the file, or one that only names the domain; adds to {@code problems}.
   */
  Node.Obj read(String target, List<String> domains, List<Problem> problems) {
    if (domains.contains(target)) {
      return domain(target);
    }
    Path file = file(target);
    if (file == null) {
      problems.add(unknown(target, domains));
      return Node.Obj.empty("default");
    }
    try {
      Node.Obj document = parse(file);
      return absolute(document, file.toAbsolutePath().getParent());
    } catch (GovernanceException e) {
      problems.addAll(e.problems());
    } catch (IOException e) {
      String got =
          Files.exists(file) ? "cannot be read: " + e.getMessage() : "there is no such file";
      String allowed = "the path of a run spec, or a domain: " + String.join(", ", domains);
      problems.add(new Problem(Remedy.FIX_SPEC, "run spec " + target, got, allowed, ""));
    }
    return Node.Obj.empty("default");
  }

  private static Node.Obj domain(String id) {
    return new Node.Obj(Map.of("domain", new Node.Scalar(id, "command line")), "command line");
  }

  private static Path file(String target) {
    try {
      Path path = Path.of(target);
      boolean looks = target.endsWith(".json") || target.contains("/") || target.contains("\\");
      return looks || Files.isRegularFile(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Problem unknown(String target, List<String> domains) {
    if (domains.isEmpty()) {
      String advice = "Install the bundle of a domain pack, or give the path of a run spec";
      String got = "\"" + target + "\" is not installed, nor is any other domain";
      return new Problem(Remedy.INSTALL_BUNDLE, "domain", got, "", advice);
    }
    String advice =
        Suggestion.advice(target, domains, "Name a domain, or the path of a run spec (.json)");
    String got = "there is no domain \"" + target + "\"";
    return new Problem(Remedy.FIX_SPEC, "domain", got, String.join(", ", domains), advice);
  }

  private static Node.Obj parse(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
      String got = "has " + Files.size(file) + " bytes";
      throw GovernanceException.spec("run spec " + file, got, "at most 4 MiB", "");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      Path name = file.getFileName();
      return JsonText.object(file.toString(), new StringReader(text), n -> name + " line " + n);
    } catch (CharacterCodingException e) {
      throw GovernanceException.spec("run spec " + file, "is no UTF-8 text", "JSON in UTF-8", "");
    }
  }

  /**
   * Makes the paths in a document absolute: they are relative to the folder of its file. A model
   * that is not found there is looked for by name in the model directory.
   */
  Node.Obj absolute(Node.Obj document, Path folder) {
    Node.Obj result = document;
    result = member(result, "data", "file", folder);
    result = member(result, "model", "folder", folder);
    result = member(result, "model", "vocabulary", folder);
    result = adapter(result, folder);
    Node parties = result.members().get("parties");
    if (parties instanceof Node.Array array) {
      List<Node> items = new ArrayList<>();
      array.items().forEach(i -> items.add(i instanceof Node.Obj o ? path(o, "model", folder) : i));
      result = result.with("parties", new Node.Array(items, array.origin()));
    } else if (parties instanceof Node.Obj byName) {
      Node.Obj all = byName;
      for (Map.Entry<String, Node> party : byName.members().entrySet()) {
        if (party.getValue() instanceof Node.Obj o) {
          all = all.with(party.getKey(), path(o, "model", folder));
        }
      }
      result = result.with("parties", all);
    }
    return result;
  }

  private Node.Obj adapter(Node.Obj document, Path folder) {
    return document.members().get("model") instanceof Node.Obj model
        ? document.with("model", member(model, "adapter", "folder", folder))
        : document;
  }

  private Node.Obj member(Node.Obj document, String section, String key, Path folder) {
    return document.members().get(section) instanceof Node.Obj o
        ? document.with(section, path(o, key, folder))
        : document;
  }

  private Node.Obj path(Node.Obj owner, String key, Path folder) {
    if (owner.members().get(key) instanceof Node.Scalar s && s.value() instanceof String text) {
      try {
        Path path = folder.resolve(text).normalize();
        if (!key.equals("file") && !Files.exists(path)) {
          path = models.find(text).orElse(path);
        }
        return owner.with(key, new Node.Scalar(path.toString(), s.origin()));
      } catch (InvalidPathException e) {
        return owner; // reported when the spec is bound
      }
    }
    return owner;
  }
}
