package governance.testkit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients as the optimiser got them, read from a session's checkpoints: AdamW's first moment is
 * mₜ = β mₜ₋₁ + (1 − β) gₜ (Kingma and Ba 2015), so two neighbouring ones give gₜ.
 */
final class Moments {
  private static final String MOMENT = "m.";

  /** The β of the engine's optimiser. */
  private static final double BETA = 0.9;

  private final TrainingSession session;
  private final Path file;
  private float[] before;

  Moments(TrainingSession session, Path file) {
    this.session = session;
    this.file = file;
  }

  /** Returns the gradient of the step just done, of all trained values in one array. */
  float[] gradient() throws IOException {
    session.checkpoint(file);
    float[] now = moments();
    float[] gradient = new float[now.length];
    for (int i = 0; i < now.length; i++) {
      double last = before == null ? 0 : before[i];
      gradient[i] = (float) ((now[i] - BETA * last) / (1 - BETA));
    }
    before = now;
    return gradient;
  }

  private float[] moments() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    byte[] head = new byte[length];
    bytes.get(head);
    JsonObject header =
        JsonParser.parseString(new String(head, StandardCharsets.UTF_8)).getAsJsonObject();
    List<int[]> places = new ArrayList<>();
    int size = 0;
    for (String name : header.keySet()) {
      if (name.startsWith(MOMENT)) {
        var offsets = header.getAsJsonObject(name).getAsJsonArray("data_offsets");
        int from = offsets.get(0).getAsInt();
        int count = (offsets.get(1).getAsInt() - from) / Float.BYTES;
        places.add(new int[] {8 + length + from, count});
        size += count;
      }
    }
    float[] all = new float[size];
    int next = 0;
    for (int[] place : places) {
      bytes.position(place[0]);
      bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(all, next, place[1]);
      next += place[1];
    }
    return all;
  }
}
