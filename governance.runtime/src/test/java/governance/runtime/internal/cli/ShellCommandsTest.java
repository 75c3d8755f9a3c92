package governance.runtime.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandsTest {
  @TempDir Path folder;

  @Test
  void theShellHasEveryCommandButTheShellItself() {
    Set<String> commands = new TreeSet<>(new CliFixture(folder).line().getSubcommands().keySet());
    commands.remove("shell");
    Set<String> functions = new TreeSet<>();
    Arrays.stream(ShellCommands.class.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .map(Method::getName)
        .forEach(functions::add);
    assertEquals(commands, functions);
  }
}
