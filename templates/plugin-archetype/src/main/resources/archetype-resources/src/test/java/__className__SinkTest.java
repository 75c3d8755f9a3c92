package ${package};

import governance.api.report.ReportSink;
import governance.testkit.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ${className}SinkTest extends SinkContract {
  @Override
  protected ReportSink sink() {
    return new ${className}Sink();
  }

  @Override
  protected Map<String, Object> settings(Path place) {
    return Map.of("folder", place.toString());
  }

  @Override
  protected Map<String, Object> broken(Path place) {
    return Map.of();
  }

  @Override
  protected List<byte[]> delivered(Path place) throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (String name : List.of("report.html", "report.json", "empty.txt")) {
      Path file = place.resolve("run-1").resolve(name);
      if (Files.exists(file)) {
        found.add(Files.readAllBytes(file));
      }
    }
    return found;
  }
}
