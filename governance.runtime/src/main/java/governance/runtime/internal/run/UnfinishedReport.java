package governance.runtime.internal.run;

import governance.api.Kind;
import governance.api.report.ReportRenderer;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.report.ReportTree;
import governance.runtime.internal.report.UnfinishedTree;
import governance.runtime.internal.store.RunFolder;
import java.lang.System.Logger.Level;

/**
 * The report of a run that did not finish: that it decides nothing, why, what was done and how to
 * go on. It takes the place of all documents, so that none of them tells of a release.
 */
final class UnfinishedReport {
  private static final System.Logger LOG = System.getLogger(UnfinishedReport.class.getName());

  private final Registry registry;

  UnfinishedReport(Registry registry) {
    this.registry = registry;
  }

  /** Makes the documents that the run's spec names, as far as their renderers are there. */
  void write(RunFolder folder, Resolution resolution) {
    ReportTree tree = UnfinishedTree.of(folder, resolution);
    Rendering rendering = new Rendering(folder, tree);
    for (Chosen chosen : resolution.chosen()) {
      if (chosen.info().kind() == Kind.RENDERER) {
        render(rendering, chosen.info());
      }
    }
  }

  private void render(Rendering rendering, ContributionInfo info) {
    try (Held<ReportRenderer> renderer = registry.hold(info, ReportRenderer.class)) {
      if (renderer != null) {
        rendering.render(info, renderer.get());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "No document of " + info.id() + ": " + e.getMessage());
    }
  }
}
