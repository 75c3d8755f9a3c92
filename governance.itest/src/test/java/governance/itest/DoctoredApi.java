package governance.itest;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The API of this build with one type changed on purpose, compiled from its real source. */
record DoctoredApi(Path folder) {

  /** The API's jar as it was built. */
  static File built() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of("../governance.api/target"), "governance.api-*.jar")) {
      return jars.iterator().next().toFile();
    }
  }

  /** Adds a member to an interface, first in its body. */
  Jar adding(String type, String member) throws Exception {
    // bnd rates what follows a default method as if it were one itself.
    String name = type.substring(type.lastIndexOf('.') + 1);
    return with(
        type,
        source -> {
          int body = source.indexOf('{', source.indexOf("interface " + name)) + 1;
          return source.substring(0, body) + "\n  " + member + source.substring(body);
        });
  }

  /** Changes the source of a type; what uses it is not compiled again. */
  Jar with(String type, UnaryOperator<String> change) throws Exception {
    String path = type.replace('.', '/');
    String source = Files.readString(Path.of("../governance.api/src/main/java", path + ".java"));
    String changed = change.apply(source);
    assertNotEquals(source, changed, "nothing was changed");
    Path file = folder.resolve(path.substring(path.lastIndexOf('/') + 1) + ".java");
    Files.writeString(file, changed);
    compile(file);
    Jar jar = new Jar(built());
    jar.putResource(path + ".class", new FileResource(folder.resolve(path + ".class")));
    return jar;
  }

  private void compile(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path = built() + File.pathSeparator + System.getProperty("java.class.path");
    List<String> options =
        List.of("--release", "17", "-proc:none", "-d", folder.toString(), "-cp", path);
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
            .call();
    assertTrue(compiled, "the doctored source does not compile");
  }
}
