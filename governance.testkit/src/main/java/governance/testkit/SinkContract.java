package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.report.ReportSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sink keeps to, wherever it delivers. Extend it, name the sink and look behind it. */
public abstract class SinkContract {
  private static final String HTML = "text/html";

  @TempDir Path folder;

  /** Returns a new instance of the sink. */
  protected abstract ReportSink sink();

  /**
   * Returns settings by which the sink delivers to a place that the test can look at.
   *
   * @param place an empty folder that a test may use
   */
  protected abstract Map<String, Object> settings(Path place);

  /** Returns settings by which the sink cannot deliver, such as a place that is not there. */
  protected abstract Map<String, Object> broken(Path place);

  /** Returns the content of every document that arrived, in the order of delivery. */
  protected abstract List<byte[]> delivered(Path place) throws IOException;

  private void deliver(String name, byte[] content) throws IOException {
    deliver(name, new Watched(content), settings(folder));
  }

  private void deliver(String name, Watched content, Map<String, Object> settings)
      throws IOException {
    Settings given = Settings.of("the sink under test", settings);
    sink().deliver("run-1", name, HTML, content, given);
  }

  /** Every byte arrives, once, whatever the content is. */
  @Test
  void theBytesArriveOnce() throws IOException {
    byte[] content = new byte[300_000];
    new Random(5).nextBytes(content);
    deliver("report.html", content);
    List<byte[]> arrived = delivered(folder);
    assertEquals(1, arrived.size(), "documents that arrived");
    assertArrayEquals(content, arrived.get(0));
  }

  /** Several documents of a run arrive each for itself, an empty one too. */
  @Test
  void documentsAreKeptApart() throws IOException {
    byte[] one = "{}".getBytes(StandardCharsets.UTF_8);
    deliver("report.json", one);
    deliver("empty.txt", new byte[0]);
    List<byte[]> arrived = delivered(folder);
    assertEquals(2, arrived.size(), "documents that arrived");
    assertArrayEquals(one, arrived.get(0));
    assertEquals(0, arrived.get(1).length);
  }

  /** The stream is the caller's: read to its end and left open. */
  @Test
  void theStreamIsReadAndLeftOpen() throws IOException {
    Watched content = new Watched(new byte[70_000]);
    deliver("report.html", content, settings(folder));
    assertEquals(0, content.available(), "bytes that were not read");
    assertFalse(content.closed, "the sink closed the caller's stream");
  }

  /** What cannot be delivered is said in one clear sentence, and nothing arrives. */
  @Test
  void whatCannotBeDeliveredIsSaid() throws IOException {
    Exception failed =
        assertThrows(
            Exception.class,
            () -> deliver("report.html", new Watched(new byte[10]), broken(folder)),
            "a document that could not be delivered was taken for delivered");
    assertTrue(
        failed instanceof IOException || failed instanceof GovernanceException,
        () -> "threw " + failed);
    String message = failed.getMessage();
    assertTrue(message != null && message.length() >= 10, () -> "says only: " + message);
    assertEquals(0, delivered(folder).size());
  }

  private static final class Watched extends ByteArrayInputStream {
    private boolean closed;

    Watched(byte[] content) {
      super(content);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }
  }
}
