package governance.runtime.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Reach;
import governance.runtime.internal.access.Rights;
import governance.runtime.internal.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every command has a row in the table of rights, and the document has the table. With the system
 * property {@code docs.write} the document's tables are written anew.
 */
class RightsOfCommandsTest {
  private static final Path DOCUMENT = Path.of("../docs/access.md");

  @TempDir Path folder;

  @Test
  void everyCommandHasARowAndEveryRowACommand() {
    Set<String> commands = new TreeSet<>();
    collect(new CliFixture(folder).line(), commands);
    assertEquals(commands, new TreeSet<>(Rights.ofCommands().keySet()));
  }

  private static void collect(CommandLine line, Set<String> into) {
    if (line.getSubcommands().isEmpty()) {
      into.add(Guard.name(line.getCommandSpec()));
    }
    line.getSubcommands().values().forEach(sub -> collect(sub, into));
  }

  @Test
  void theDocumentHasTheTables() throws IOException {
    compare("commands", commands());
    compare("parts", parts());
  }

  private static void compare(String name, String table) throws IOException {
    String text = Files.readString(DOCUMENT);
    String begin = "<!-- roles: " + name + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end of roles -->", from);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCUMENT, text.substring(0, from) + table + text.substring(to));
      return;
    }
    assertEquals(table, text.substring(from, to), "write it anew with -Ddocs.write=true");
  }

  private static StringBuilder head(String first) {
    StringBuilder table = new StringBuilder("| " + first + " |");
    for (Role role : Role.values()) {
      table.append(' ').append(role.written()).append(" |");
    }
    return table.append("\n|---|").append("---|".repeat(Role.values().length)).append('\n');
  }

  private static String commands() {
    StringBuilder table = head("command");
    for (Map.Entry<String, Set<Role>> row : Rights.ofCommands().entrySet()) {
      table.append("| `").append(row.getKey()).append("` |");
      for (Role role : Role.values()) {
        table.append(row.getValue().contains(role) ? " yes |" : " |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static String parts() {
    StringBuilder table = head("part");
    for (Part part : Part.values()) {
      table.append("| `").append(part.written()).append("` |");
      Map<Role, Reach> row = Rights.of(part);
      for (Role role : Role.values()) {
        table.append(' ').append(row.get(role).written()).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }
}
