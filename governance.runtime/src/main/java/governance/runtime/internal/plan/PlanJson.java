package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.run.ContributionInfo;
import governance.api.run.RunPlan.Planned;
import governance.api.run.RunPlan.Value;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.registry.Names;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a plan as JSON; same plan, same text. */
final class PlanJson {
  private PlanJson() {}

  static String write(
      Optional<DomainDefinition> domain,
      Optional<DataPlan> data,
      List<Value> values,
      List<Planned> contributions,
      Map<ContributionInfo, String> choices,
      List<String> omitted,
      Optional<PrivacyPreview> privacy,
      List<Problem> problems) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("version", "1.0");
    plan.put("domain", domain.map(DomainDefinition::id).orElse(null));
    plan.put("runnable", problems.isEmpty());
    plan.put("problems", problems.stream().map(PlanJson::problem).toList());
    plan.put("omittedLimits", omitted);
    plan.put("data", data.map(PlanJson::data).orElse(null));
    privacy.ifPresent(preview -> plan.put("privacy", preview.json()));
    plan.put("contributions", contributions.stream().map(c -> contribution(c, choices)).toList());
    plan.put("values", values.stream().map(PlanJson::value).toList());
    return JsonText.write(plan);
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("remedy", Fields.written(problem.remedy()));
    json.put("subject", problem.subject());
    json.put("got", problem.got());
    json.put("allowed", problem.allowed());
    json.put("advice", problem.advice());
    return json;
  }

  private static Map<String, Object> data(DataPlan data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dataset", data.dataset().map(DatasetDefinition::name).orElse(null));
    data.dataset()
        .ifPresent(
            d -> {
              json.put("licence", d.licence());
              json.put("tier", Fields.written(d.tier()));
            });
    json.put("source", data.source().info().id());
    List<Object> parts = new ArrayList<>();
    for (Part part : data.parts()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("file", part.file().map(Path::toString).orElse(null));
      one.put("split", part.split().map(Fields::written).orElse(null));
      one.put("sha256", part.sha256().orElse(null));
      parts.add(one);
    }
    json.put("parts", parts);
    Map<String, Object> columns = new LinkedHashMap<>();
    data.schema().columns().forEach(c -> columns.put(c.name(), Fields.written(c.role())));
    json.put("columns", columns);
    return json;
  }

  private static Map<String, Object> contribution(
      Planned planned, Map<ContributionInfo, String> choices) {
    ContributionInfo info = planned.info();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", Names.of(info.kind()));
    json.put("id", info.id());
    json.put("domain", info.domain());
    json.put("bundle", info.bundle());
    json.put("version", info.version());
    json.put("sha256", info.sha256());
    if (choices.containsKey(info)) {
      json.put("choice", choices.get(info));
    }
    json.put("settings", planned.settings().stream().map(PlanJson::value).toList());
    return json;
  }

  private static Map<String, Object> value(Value value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", value.key());
    json.put("value", JsonText.parse(value.value()));
    json.put("origin", value.origin());
    return json;
  }
}
