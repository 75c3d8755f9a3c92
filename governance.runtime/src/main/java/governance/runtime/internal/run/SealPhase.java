package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.evaluate.GateStatus;
import governance.api.report.ReportRenderer;
import governance.api.report.ReportSink;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.gate.GateOutcome;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.report.RunFacts;
import governance.runtime.internal.report.Titles;
import governance.runtime.internal.settings.SettingsType;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.Timing;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The phases at the end: documents, the seal over all files, delivery. */
final class SealPhase {
  private final Job job;
  private final Resolution resolution;
  private final RunSpec spec;
  private final Registry registry;
  private final Pins pins;
  private final Trail trail;
  private final RunFolder folder;
  private final BiConsumer<Phase, String> phase;

  SealPhase(
      Job job,
      Resolution resolution,
      Registry registry,
      Pins pins,
      Trail trail,
      RunFolder folder,
      BiConsumer<Phase, String> phase) {
    this.job = job;
    this.resolution = resolution;
    this.spec = resolution.spec().orElseThrow();
    this.registry = registry;
    this.pins = pins;
    this.trail = trail;
    this.folder = folder;
    this.phase = phase;
  }

  GateStatus seal(RunFacts facts, Timing timing, OptionalLong peak) {
    phase.accept(Phase.REPORT, "Making the report.");
    distinct(SettingsType::name).forEach(facts::title);
    distinct(SettingsType::description).forEach(facts::description);
    resolution.chosen().stream()
        .map(chosen -> chosen.info())
        .filter(info -> !registry.declaration(info).description().isEmpty())
        .forEach(info -> facts.description(info.id(), registry.declaration(info).description()));
    Map<String, Object> times =
        Tree.of("phases", trail.seconds(), "training", timing.tree(spec.train().batch()));
    peak.ifPresent(bytes -> times.put("peakDeviceBytes", bytes));
    folder.json("timing.json", times);
    Map<String, Object> card = JsonReader.file(folder.at("data/card.json"));
    folder.removeDocuments();
    Rendering rendering = new Rendering(folder, facts.tree(trail.ended(), card, files()));
    spec.reports().forEach(r -> job.turn(() -> render(r, rendering)));
    phase.accept(Phase.SEAL, "Sealing the evidence.");
    folder.json("manifest.json", folder.manifest());
    GateStatus verdict = GateOutcome.verdict(facts.gates());
    trail.event(
        "sealed",
        Tree.of(
            "manifestSha256", Digests.of(folder.at("manifest.json")), "verdict", verdict.name()));
    spec.sinks().forEach(s -> job.turn(() -> deliver(s, rendering.documents())));
    return verdict;
  }

  private Map<String, String> distinct(Function<SettingsType, String> what) {
    Map<String, String> names = new LinkedHashMap<>();
    resolution.chosen().stream()
        .map(chosen -> chosen.info())
        .forEach(info -> names.put(info.id(), what.apply(registry.declaration(info).settings())));
    List<String> all =
        registry.contributions().stream()
            .filter(info -> info.rejected() == null)
            .map(info -> what.apply(settings(info)))
            .toList();
    return Titles.distinct(names, all);
  }

  private SettingsType settings(ContributionInfo info) {
    try {
      return registry.declaration(info).settings();
    } catch (GovernanceException e) {
      return SettingsType.NONE; // one that takes no part may leave at any time
    }
  }

  private List<Object> files() {
    List<Object> files = new ArrayList<>();
    folder
        .manifest()
        .forEach(
            (name, entry) ->
                files.add(
                    Tree.of(
                        "file", name, "sha256", entry.get("sha256"), "bytes", entry.get("bytes"))));
    return files;
  }

  private void render(ContributionSpec report, Rendering rendering) {
    ContributionInfo info = resolution.chosen(Kind.RENDERER, report.id()).info();
    try {
      String name =
          rendering.render(info, pins.get(Kind.RENDERER, report.id(), ReportRenderer.class));
      trail.event("document", Tree.of("renderer", info.id(), "file", name));
    } catch (ContributionFailedException e) {
      failed(e);
    }
  }

  private void deliver(ContributionSpec sink, Map<String, String> documents) {
    Chosen chosen = resolution.chosen(Kind.SINK, sink.id());
    ReportSink instance = pins.get(Kind.SINK, sink.id(), ReportSink.class);
    documents.forEach(
        (name, type) -> {
          try {
            Border.call(
                chosen.info(),
                () -> {
                  try (InputStream content = Files.newInputStream(folder.at(name))) {
                    instance.deliver(job.id(), name, type, content, chosen.settings());
                  }
                  return true;
                });
            trail.event("delivered", Tree.of("sink", sink.id(), "file", name));
          } catch (ContributionFailedException e) {
            failed(e);
          } catch (GovernanceException e) {
            failed(
                new ContributionFailedException(
                    chosen.info(), "could not deliver: " + e.getMessage(), e));
          }
        });
  }

  private void failed(ContributionFailedException e) {
    job.stopIfAsked(); // what one does that has left is a consequence of leaving
    job.failures().add(e.getMessage());
    trail.event("contribution-failed", Tree.of("contribution", e.who().id(), "what", e.what()));
  }
}
