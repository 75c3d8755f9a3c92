package governance.runtime.internal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.support.MemorySource;
import governance.runtime.internal.support.Specs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A source that streams more rows than are to be held. */
class LargeSourceTest {
  private static final String HEADER = "id,text";

  /** Makes rows when they are asked for; one in ten cannot be read. */
  private static final class Endless implements DataSource {
    private final long rows;
    private final int fewer;
    private int opened;

    Endless(long rows, int fewer) {
      this.rows = rows;
      this.fewer = fewer;
    }

    @Override
    public List<String> endings() {
      return List.of();
    }

    @Override
    public RowStream open(DataRequest request) {
      long end = rows - fewer * (long) opened++;
      return new RowStream() {
        private long line;

        @Override
        public Schema schema() {
          return MemorySource.schema(HEADER);
        }

        @Override
        public Row next() {
          if (line == end) {
            return null;
          }
          line++;
          return line % 10 == 3 && rows < 1_000_000
              ? Row.rejected(line, "cannot be read")
              : Row.of(line, List.of("r" + line, "text " + line));
        }

        @Override
        public void close() {
          // nothing is held
        }
      };
    }
  }

  private static RawRows read(DataSource source, long sample, int held) {
    return new RowReader(new Specs().plan(HEADER), source, List.of(), 42, sample, held).read(0.2);
  }

  @Test
  void theSampleIsTheSameWhetherRowsAreHeldOrCounted() {
    RawRows held = read(new Endless(5_000, 0), 100, 10_000);
    Endless twice = new Endless(5_000, 0);
    RawRows counted = read(twice, 100, 500);
    assertEquals(2, twice.opened);
    assertEquals(100, counted.size());
    assertEquals(held.lines(), counted.lines());
    assertEquals(held.columns(), counted.columns());
    assertEquals(5_000, counted.read());
    assertEquals(500, counted.rejected().size());
    assertEquals(held.files(), counted.files());
  }

  /** As rows were sampled before they were streamed, so that published figures stay. */
  @Test
  void theSampleIsThatOfAShuffle() {
    int[] all = IntStream.range(0, 1_000).toArray();
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      int other = i + random.nextInt(all.length - i);
      int kept = all[other];
      all[other] = all[i];
      all[i] = kept;
    }
    int[] expected = Arrays.stream(all, 0, 300).sorted().toArray();
    assertArrayEquals(expected, RowSample.of(1_000, 300, 42));
  }

  /** Held, the rows would need some 600 MB. */
  @Test
  void memoryHoldsTheSampleAndNotTheRows() {
    long before = used();
    RawRows rows = read(new Endless(3_000_000, 0), 50, RowReader.HELD);
    assertEquals(50, rows.size());
    assertEquals(3_000_000, rows.read());
    assertTrue(used() - before < 50_000_000, "memory grew by " + (used() - before));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aSourceThatGivesOtherRowsTheSecondTimeIsNamed() {
    ContributionFailedException failed =
        assertThrows(
            ContributionFailedException.class, () -> read(new Endless(5_000, 100), 100, 500));
    assertTrue(failed.getMessage().contains("gave 4500 rows when read first, then 4410"));
  }

  @Test
  void allRowsAreHeldWhenAllAreWanted() {
    Endless once = new Endless(5_000, 0);
    assertEquals(4_500, read(once, 0, 500).size());
    assertEquals(1, once.opened);
  }
}
