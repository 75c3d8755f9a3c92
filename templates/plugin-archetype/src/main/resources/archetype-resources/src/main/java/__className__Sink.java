package ${package};

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.report.ReportSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Copies each document into a folder of the run's name. */
@Component
@Contribution(
    kind = Kind.SINK,
    id = "${id}",
    settings = ${className}Sink.Config.class,
    description = "Copies documents into a folder.")
public final class ${className}Sink implements ReportSink {
  @ObjectClassDefinition(name = "Folder", description = "Copies documents into a folder.")
  @interface Config {
    @AttributeDefinition(description = "The folder that holds a folder for each run.")
    String folder() default "";
  }

  @Override
  public void deliver(
      String run, String fileName, String mediaType, InputStream content, Settings settings)
      throws IOException {
    String folder = settings.as(Config.class).folder();
    if (folder.isEmpty()) {
      throw GovernanceException.spec(
          "${id} setting folder", "no value", "a folder", "Set folder in the run spec");
    }
    Path target = Files.createDirectories(Path.of(folder, run));
    Files.copy(content, target.resolve(fileName), StandardCopyOption.REPLACE_EXISTING);
  }
}
