package plugins.data.internal;

import governance.api.Settings;
import governance.api.data.DataRequest;
import governance.api.data.DataSource;
import governance.api.data.RowStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Reads files whose fields are parted by one character. What formats differ in is the ending and
 * the defaults of their settings; each declares its own, because declared settings cannot be
 * inherited.
 */
abstract class TableSource implements DataSource {
  private final String id;
  private final String ending;

  TableSource(String id, String ending) {
    this.id = id;
    this.ending = ending;
  }

  /** The settings of every format. */
  record Options(
      String separator,
      boolean quotes,
      String encoding,
      int longest,
      String[] missing,
      String[] rename,
      String[] values,
      String[] only,
      String[] derive) {}

  /** Reads the format's own settings. */
  abstract Options options(Settings settings);

  @Override
  public final List<String> endings() {
    return List.of(ending);
  }

  @Override
  public final RowStream open(DataRequest request) throws IOException {
    Options o = options(request.settings());
    DataFile file = DataFile.of(id, request.file(), o.encoding(), o.longest());
    TableFormat format =
        new TableFormat(
            TableFormat.separator(id, o.separator()),
            o.quotes(),
            new HashSet<>(Arrays.asList(o.missing())),
            new Renaming(id, o.rename(), o.values()),
            new TableShape(id, o.only(), o.derive()));
    return TableReader.open(file, format);
  }
}
