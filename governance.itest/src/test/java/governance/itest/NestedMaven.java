package governance.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Maven of this build, as a third party runs it: with a local repository that holds of the
 * framework only what the documented command installs. It is below {@code target}, so the user's
 * own repository gets no snapshots; that one serves for everything else, also without a network.
 */
final class NestedMaven {
  private static final String VERSION = System.getProperty("governance.version");
  private static final Path FOLDER = Path.of("target/nested");
  private static final List<String> MODULES =
      List.of(".", "governance.api", "governance.engine", "governance.testkit");

  private final Path repository = FOLDER.resolve("repository").toAbsolutePath();
  private final Path settings = FOLDER.resolve("settings.xml").toAbsolutePath();

  NestedMaven() throws IOException {
    Files.createDirectories(repository);
    Files.writeString(settings, settings(Path.of(System.getProperty("user.repository"))));
    for (String module : MODULES) {
      install(Path.of("..").resolve(module));
    }
  }

  private static String settings(Path own) {
    String place =
        "<id>own</id><url>%s</url><releases><checksumPolicy>ignore</checksumPolicy></releases>"
                .formatted(own.toUri())
            + "<snapshots><enabled>false</enabled></snapshots>";
    return """
        <settings>
          <profiles><profile>
            <id>own</id>
            <repositories><repository>%s</repository></repositories>
            <pluginRepositories><pluginRepository>%s</pluginRepository></pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>own</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(place, place);
  }

  /** Puts what the build has made of a module where "mvn install" would put it. */
  private void install(Path module) throws IOException {
    String folder = module.toRealPath().getFileName().toString();
    String name = module.endsWith(".") ? "governance" : folder;
    Path place = repository.resolve("governance").resolve(name).resolve(VERSION);
    Files.createDirectories(place);
    String file = name + "-" + VERSION;
    copy(module.resolve("pom.xml"), place.resolve(file + ".pom"));
    if (!name.equals("governance")) {
      copy(module.resolve("target").resolve(file + ".jar"), place.resolve(file + ".jar"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Runs Maven in a folder; offline when this build is. */
  TinyRuns.Ended run(Path folder, String... goals) throws IOException, InterruptedException {
    Path log = FOLDER.resolve("maven.log");
    boolean offline = System.getProperty("offline").endsWith("true");
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString()),
                Stream.of("-B", "-ntp", "-Dstyle.color=never", "-s", settings.toString()),
                Stream.of("-Dmaven.repo.local=" + repository, "-Daether.offline.protocols=file"),
                offline ? Stream.of("-o") : Stream.<String>empty(),
                Stream.of(goals))
            .flatMap(words -> words)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MAVEN_ARGS");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(240, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("does not end: " + Files.readString(log, StandardCharsets.UTF_8));
    }
    return new TinyRuns.Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
  }
}
