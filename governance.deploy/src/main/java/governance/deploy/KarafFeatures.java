package governance.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The features of Karaf: {@code governance-core}, {@code governance-plugins} with the contributions
 * that every domain has, one for each domain, and {@code governance-all}.
 */
final class KarafFeatures {

  static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/v1.6.0";
  private static final String CORE = "governance-core";
  private static final String PLUGINS = "governance-plugins";

  private final BundleSets sets;
  private final KarafRules rules;
  private final String version;
  private final Document document = Xml.document();
  private final Element root;

  private KarafFeatures(BundleSets sets, KarafRules rules, String version) {
    this.sets = sets;
    this.rules = rules;
    this.version = version;
    root = (Element) document.appendChild(document.createElementNS(NAMESPACE, "features"));
    root.setAttribute("name", "governance-" + version);
  }

  static Document of(BundleSets sets, KarafRules rules, String version) {
    KarafFeatures features = new KarafFeatures(sets, rules, version);
    features.shared();
    sets.byDomain().keySet().forEach(features::domain);
    features.all();
    return features.document;
  }

  private void shared() {
    Map<Boolean, List<DeployedBundle>> shared =
        sets.shared().stream().collect(Collectors.partitioningBy(DeployedBundle::contributes));
    Element core =
        feature(
            CORE,
            "Governance core",
            "Plans and runs: API, runtime, engine with its native library for CPUs, and the"
                + " commands of scope governance. Of no use without a domain.");
    configuration(core);
    bundles(core, shared.get(false));
    Element plugins =
        feature(
            PLUGINS,
            "Governance contributions",
            "What every domain uses: data formats and transforms, penalties, metrics, explainers"
                + " and reports.");
    requires(plugins, CORE);
    bundles(plugins, shared.get(true));
  }

  private void domain(String domain) {
    Element feature =
        feature(
            name(domain),
            "Governance for " + domain,
            "The domain pack %s with all that it needs: governance:run %1$s".formatted(domain));
    requires(feature, PLUGINS);
    bundles(feature, sets.own(domain));
  }

  private void all() {
    Element feature = feature(name("all"), "Governance", "All domains.");
    sets.byDomain().keySet().forEach(domain -> requires(feature, name(domain)));
  }

  private static String name(String domain) {
    return "governance-" + domain;
  }

  private Element feature(String name, String title, String details) {
    Element feature = child(root, "feature");
    feature.setAttribute("name", name);
    feature.setAttribute("version", version);
    feature.setAttribute("description", title);
    child(feature, "details").setTextContent(details);
    return feature;
  }

  private void requires(Element feature, String other) {
    Element required = child(feature, "feature");
    required.setAttribute("version", version);
    required.setTextContent(other);
  }

  private void configuration(Element feature) {
    Element config = child(feature, "config");
    config.setAttribute("name", "governance.runtime");
    config.setTextContent(
        rules.configuration().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining("\n", "\n", "\n")));
  }

  private void bundles(Element feature, List<DeployedBundle> bundles) {
    for (DeployedBundle bundle : bundles) {
      if (!rules.isProvided(bundle)) {
        Element element = child(feature, "bundle");
        element.setAttribute("start-level", String.valueOf(rules.startLevel(bundle)));
        if (rules.isDependency(bundle)) {
          element.setAttribute("dependency", "true");
        }
        element.setTextContent(bundle.artifact().url());
      }
    }
  }

  private Element child(Element parent, String name) {
    return (Element) parent.appendChild(document.createElementNS(NAMESPACE, name));
  }
}
