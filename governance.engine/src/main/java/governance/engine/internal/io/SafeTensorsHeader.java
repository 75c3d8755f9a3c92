package governance.engine.internal.io;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import governance.api.GovernanceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file.
 *
 * @param metadata the free text entries
 * @param tensors the tensors by name, in the order of the header
 */
record SafeTensorsHeader(Map<String, String> metadata, Map<String, TensorEntry> tensors) {
  private static final String REMEDY = "Copy or download the file again, or save the model again";

  /**
   * Parses and checks.
   *
   * @param file name for messages
   * @param dataBytes size of the data part
   */
  static SafeTensorsHeader parse(String file, String json, long dataBytes) {
    SafeTensorsHeader header = new SafeTensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
    try (JsonReader in = new JsonReader(new StringReader(json))) {
      in.beginObject();
      while (in.hasNext()) {
        String name = in.nextName();
        if (name.equals("__metadata__")) {
          header.readMetadata(in);
        } else {
          header.add(file, name, readEntry(file, name, in));
        }
      }
      in.endObject();
    } catch (MalformedJsonException | EOFException | IllegalStateException | JsonParseException e) {
      throw damaged(file, "the header is not the JSON object it should be", "", e);
    } catch (NumberFormatException e) {
      throw damaged(file, "a number of the header is not a whole number", "", e);
    } catch (IOException e) {
      throw damaged(file, "the header cannot be read", "", e);
    }
    header.check(file, dataBytes);
    return header;
  }

  private void readMetadata(JsonReader in) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      metadata.put(in.nextName(), in.nextString());
    }
    in.endObject();
  }

  private void add(String file, String name, TensorEntry entry) {
    if (tensors.put(name, entry) != null) {
      throw damaged(file + ", tensor " + name, "the name occurs twice", "each name once", null);
    }
  }

  private static TensorEntry readEntry(String file, String name, JsonReader in) throws IOException {
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "dtype" -> type = in.nextString();
        case "shape" -> shape = numbers(in);
        case "data_offsets" -> offsets = numbers(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
    String subject = file + ", tensor " + name;
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw damaged(subject, "its entry is incomplete", "dtype, shape and two data_offsets", null);
    }
    String got = "element type " + type;
    ElementType element =
        ElementType.named(type)
            .orElseThrow(() -> damaged(subject, got, ElementType.allowed(), null));
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
      throw damaged(subject, "shape " + shape, "sizes from 0", null);
    }
    return new TensorEntry(element, sizes, offsets.get(0), offsets.get(1));
  }

  private static List<Long> numbers(JsonReader in) throws IOException {
    List<Long> numbers = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      numbers.add(in.nextLong());
    }
    in.endArray();
    return numbers;
  }

  /** Tensors must fill the data part without gap or overlap, as the format demands. */
  private void check(String file, long dataBytes) {
    List<Map.Entry<String, TensorEntry>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(Comparator.comparingLong(e -> e.getValue().begin()));
    long at = 0;
    for (Map.Entry<String, TensorEntry> entry : sorted) {
      at = checkPlace(file + ", tensor " + entry.getKey(), entry.getValue(), at, dataBytes);
    }
    if (at != dataBytes) {
      String got = dataBytes + " bytes of data";
      throw damaged(file, got, at + " bytes, the sum of its tensors", null);
    }
  }

  private static long checkPlace(String subject, TensorEntry e, long at, long dataBytes) {
    if (e.begin() != at || e.end() < e.begin()) {
      String got = "data_offsets " + e.begin() + " to " + e.end();
      throw damaged(subject, got, "a range that begins at " + at, null);
    }
    if (e.end() > dataBytes) {
      String got = "the file ends after " + dataBytes + " bytes of data";
      throw damaged(subject, got, "at least " + e.end() + " bytes", null);
    }
    long need = -1;
    try {
      need = Math.multiplyExact(e.count(), e.type().bytes());
    } catch (ArithmeticException overflow) {
      throw damaged(subject, "a shape that no memory can hold", "", overflow);
    }
    if (need != e.end() - e.begin()) {
      String got = (e.end() - e.begin()) + " bytes";
      throw damaged(subject, got, need + " bytes for its shape and type", null);
    }
    return e.end();
  }

  static GovernanceException damaged(String subject, String got, String allowed, Throwable cause) {
    GovernanceException e = GovernanceException.data(subject, got, allowed, REMEDY);
    if (cause != null) {
      e.initCause(cause);
    }
    return e;
  }
}
