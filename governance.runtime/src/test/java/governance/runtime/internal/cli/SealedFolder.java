package governance.runtime.internal.cli;

import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EventLog;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The folder of a finished run with a few files, sealed as runs are. */
public final class SealedFolder {
  private SealedFolder() {}

  public static Path make(Path path, boolean sealed) throws IOException {
    RunFolder folder = RunFolder.create(path);
    folder.appear();
    folder.json("plan.json", Tree.of("contributions", List.of()));
    folder.json("metrics.json", Tree.of("metrics", Map.of("quality.accuracy", 0.75)));
    folder.json("gates.json", Tree.of("verdict", "PASS", "gates", List.of()));
    folder.text("data/explained.jsonl", "{\"row\":1}\n");
    folder.json("manifest.json", folder.manifest());
    try (EventLog log = new EventLog(Clock.systemUTC())) {
      log.open(folder.at("events.jsonl"));
      log.add("begun", Map.of());
      if (sealed) {
        String digest = Digests.of(folder.at("manifest.json"));
        log.add("sealed", Tree.of("manifestSha256", digest, "verdict", "PASS"));
      }
      Map<String, Object> status =
          Tree.of("run", path.getFileName().toString(), "status", "SUCCEEDED");
      status.put("eventsHead", log.head());
      folder.text("status.json", Json.pretty(status));
    }
    folder.close();
    return path;
  }
}
