package governance.runtime.internal.run;

import governance.api.report.ReportRenderer;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.report.ReportTree;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.RunFolder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Has renderers write their documents into a run's folder. */
final class Rendering {
  private final RunFolder folder;
  private final ReportTree tree;
  private final Map<String, String> documents = new LinkedHashMap<>();

  /** Begins; documents of an earlier time are taken away. */
  Rendering(RunFolder folder, ReportTree tree) {
    this.folder = folder;
    this.tree = tree;
    folder.removeDocuments();
  }

  /**
   * Makes one document and returns its name.
   *
   * @throws ContributionFailedException if the renderer fails or chooses a name that is not free
   */
  String render(ContributionInfo info, ReportRenderer renderer) {
    String name = Border.call(info, renderer::fileName);
    boolean free = !EvidenceFiles.taken(name) && !documents.containsKey(name);
    if (!free || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new ContributionFailedException(info, "named its document \"" + name + "\"", null);
    }
    folder.stream(
        name,
        out -> {
          try {
            renderer.render(tree, new Unclosed(out));
          } catch (RuntimeException | LinkageError e) {
            throw new ContributionFailedException(info, "threw " + e, e);
          }
        });
    documents.put(name, Border.call(info, renderer::mediaType));
    return name;
  }

  /** The file is closed when the renderer has returned, not by the renderer. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** Returns the media types of the documents by name. */
  Map<String, String> documents() {
    return documents;
  }
}
