package plugins.report.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import governance.api.report.ReportModel;
import governance.api.report.ReportRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A report tree that tests read from a resource and change. */
record Fixture(Map<String, Object> tree) implements ReportModel {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  static Fixture finance() {
    return read("report-finance.json");
  }

  static Fixture medical() {
    return read("report-medical.json");
  }

  static Fixture sweep() {
    return read("sweep-finance.json");
  }

  private static Fixture read(String name) {
    try (Reader in =
        new InputStreamReader(Fixture.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return new Fixture(GSON.fromJson(in, new TypeToken<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String run() {
    Object id = tree.getOrDefault("sweep", tree.get("evaluation"));
    return id instanceof String named ? named : (String) map("run").get("id");
  }

  @Override
  public String schemaVersion() {
    return (String) tree.get("schemaVersion");
  }

  /** The map at a path of keys and list indexes, such as {@code dataCard.columns.0}. */
  @SuppressWarnings("unchecked")
  Map<String, Object> map(String path) {
    return (Map<String, Object>) at(path);
  }

  /** The list at a path. */
  @SuppressWarnings("unchecked")
  List<Object> list(String path) {
    return (List<Object>) at(path);
  }

  private Object at(String path) {
    Object here = tree;
    for (String key : path.split("\\.")) {
      here =
          here instanceof List<?> list
              ? list.get(Integer.parseInt(key))
              : ((Map<?, ?>) here).get(key);
    }
    return here;
  }

  String html() {
    return render(new HtmlRenderer());
  }

  String json() {
    return render(new JsonRenderer());
  }

  private String render(ReportRenderer renderer) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      renderer.render(this, out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
