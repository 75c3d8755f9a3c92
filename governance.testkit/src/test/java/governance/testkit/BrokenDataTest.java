package governance.testkit;

import static governance.testkit.ContractRun.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.GovernanceException;
import governance.api.data.Column;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Row;
import governance.api.data.RowStream;
import governance.api.data.Schema;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts notice sources and transforms that are broken on purpose. */
class BrokenDataTest {
  private static final String GOOD = "a 1\nb 2\nc 3\nd 4\n";

  /** Reads a word and a number of each line; what it does with the rows is up to a test. */
  private record Words(UnaryOperator<List<Row>> then) implements DataSource {
    @Override
    public List<String> endings() {
      return List.of(".words");
    }

    @Override
    public RowStream open(DataRequest request) throws IOException {
      List<Row> rows = new ArrayList<>();
      for (String line : Files.readAllLines(request.file().orElseThrow())) {
        long number = rows.size() + 1L;
        String[] parts = line.split(" ");
        if (rows.isEmpty() && parts.length != 2) {
          throw GovernanceException.data(
              request.file().get().toString(), "line 1 is " + line, "a word and a number", "");
        }
        rows.add(
            parts.length == 2 && parts[1].matches("\\d+")
                ? Row.of(number, List.of(parts[0], Double.valueOf(parts[1])))
                : Row.rejected(number, "no number"));
      }
      return new Listed(then.apply(rows).iterator());
    }
  }

  private record Listed(Iterator<Row> rows) implements RowStream {
    @Override
    public Schema schema() {
      return new Schema(
          List.of(
              new Column("word", ValueType.STRING, Role.TEXT),
              new Column("number", ValueType.NUMBER, Role.FEATURE)));
    }

    @Override
    public Row next() {
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }

  private static class Reads extends DataSourceContract {
    private final DataSource source;

    Reads(DataSource source) {
      this.source = source;
    }

    @Override
    protected DataSource source() {
      return source;
    }

    @Override
    protected Optional<String> good() {
      return Optional.of(GOOD);
    }

    @Override
    protected Optional<String> withBadRow() {
      return Optional.of("a 1\nb two\nc 3\n");
    }

    @Override
    protected Optional<String> foreign() {
      return Optional.of("nonsense");
    }
  }

  @Nested
  class WordsContractTest extends Reads {
    WordsContractTest() {
      super(new Words(rows -> rows));
    }
  }

  private static void source(UnaryOperator<List<Row>> then, String test) {
    fails(new Reads(new Words(then)), test);
  }

  @Test
  void sources() {
    source(rows -> rows.subList(0, 2), "rowsFitTheSchema");
    source(
        rows -> rows.stream().map(r -> Row.of(r.line(), List.of("x"))).toList(),
        "rowsFitTheSchema");
    source(
        rows -> rows.stream().filter(r -> r.error() == null).toList(),
        "aBadRowIsReportedAndDoesNotEndTheStream");
    source(
        rows -> rows.stream().map(r -> Row.of(r.line(), List.of("x", 1.0))).toList(),
        "rowsFollowTheFile");
    AtomicInteger calls = new AtomicInteger();
    source(
        rows ->
            rows.stream()
                .map(r -> Row.of(r.line(), List.of("x", (double) calls.incrementAndGet())))
                .toList(),
        "readingIsDeterministic");
    DataSource careless =
        new DataSource() {
          @Override
          public List<String> endings() {
            return List.of("WORDS");
          }

          @Override
          public RowStream open(DataRequest request) {
            return new Listed(List.<Row>of().iterator());
          }
        };
    fails(new Reads(careless), "endingsAreThoseOfFileNames");
    fails(new Reads(careless), "aForeignFileIsRefused");
    fails(new Reads(careless), "aMissingFileIsSaid");
  }

  private record Fitted(String state, BiFunction<Dataset, Split, TransformResult> apply)
      implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      return apply.apply(data, split);
    }
  }

  private static void transform(FittedTransform fitted, String test) {
    TransformContract contract =
        new TransformContract() {
          @Override
          protected DatasetTransform transform() {
            return setup -> fitted;
          }
        };
    fails(contract, test);
  }

  private static Dataset constant(Dataset data, String column, Object value) {
    return data.with(
        new Column(column, ValueType.STRING, Role.FEATURE),
        Collections.nCopies(data.size(), value));
  }

  @Test
  void transforms() {
    List<Change> nothing = List.of();
    transform(
        new Fitted("s", (d, split) -> new TransformResult(constant(d, "new", "x"), nothing)),
        "changesAreReported");
    transform(
        new Fitted(
            "s",
            (d, split) ->
                new TransformResult(
                    constant(d, "new", "x"),
                    d.size() == 0
                        ? nothing
                        : List.of(new Change(ChangeType.ADDED, "something", d.size())))),
        "theLineageIsComplete");
    transform(
        new Fitted(
            "s",
            (d, split) ->
                d.size() == 0
                    ? new TransformResult(d, nothing)
                    : new TransformResult(
                        d.select(new int[] {0}),
                        List.of(new Change(ChangeType.REMOVED, "rows", d.size() - 1L)))),
        "validationAndTestRowsAreKept");
    transform(
        new Fitted(
            "s",
            (d, split) ->
                new TransformResult(
                    constant(d, "rows", String.valueOf(d.size())),
                    List.of(new Change(ChangeType.ADDED, "column rows", 1)))),
        "rowsOfOtherSplitsAreTransformedEachForItself");
    Random random = new Random(1);
    TransformContract learns =
        new TransformContract() {
          @Override
          protected DatasetTransform transform() {
            return setup ->
                new Fitted("s" + random.nextInt(), (d, split) -> new TransformResult(d, nothing));
          }
        };
    assertEquals(1, ContractRun.failures(learns).size());
    fails(learns, "fittingIsDeterministic");
  }
}
