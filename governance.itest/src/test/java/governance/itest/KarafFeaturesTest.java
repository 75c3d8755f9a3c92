package governance.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The features that are generated for Karaf, beside the locked sets that they are made from. */
class KarafFeaturesTest {

  private static final Set<String> DOMAINS =
      Set.of("city", "education", "finance", "judicial", "medical");

  /** What Karaf itself does, said here once more so that the rules cannot lose a bundle unseen. */
  private static final Set<String> KARAFS_OWN =
      Set.of(
          "org.apache.felix.cm.json",
          "org.apache.felix.configadmin",
          "org.apache.felix.configurator",
          "org.apache.felix.fileinstall",
          "org.apache.felix.gogo.command",
          "org.apache.felix.gogo.runtime",
          "org.apache.felix.gogo.shell",
          "org.apache.felix.log",
          "org.apache.felix.metatype",
          "org.eclipse.parsson.jakarta.json",
          "org.osgi.util.converter",
          "slf4j.api",
          "slf4j.simple");

  private final DeploymentRepository repository = new DeploymentRepository();
  private Document document;

  @BeforeEach
  void read() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    document = factory.newDocumentBuilder().parse(repository.generated("features.xml").toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"city", "education", "finance", "judicial", "medical"})
  void aDomainsFeatureInstallsWhatItsSetLocksAndKarafHasNot(String domain) throws Exception {
    Set<String> identities = new TreeSet<>();
    for (Element bundle : bundles("governance-" + domain)) {
      identities.add(DeploymentRepository.identity(repository.jar(bundle.getTextContent())));
    }
    assertEquals(
        Set.of(),
        LockedSet.missing(domain, identities, name -> !KARAFS_OWN.contains(name)),
        "locked, but not in the feature");
    Set<String> extra = new TreeSet<>();
    identities.forEach(identity -> extra.add(identity.split(" ")[0]));
    extra.removeAll(LockedSet.read(domain).keySet());
    assertEquals(Set.of(), extra, "in the feature, but not locked");
    identities.forEach(i -> assertFalse(KARAFS_OWN.contains(i.split(" ")[0]), i));
  }

  @Test
  void thereIsAFeatureForEachDomainAndOneForAll() throws Exception {
    Set<String> expected = new TreeSet<>(Set.of("governance-core", "governance-plugins"));
    DOMAINS.forEach(domain -> expected.add("governance-" + domain));
    expected.add("governance-all");
    assertEquals(expected, new TreeSet<>(features().keySet()));
    Set<String> packs = new TreeSet<>();
    for (Element bundle : bundles("governance-all")) {
      if (bundle.getTextContent().contains("plugins.domain-")) {
        packs.add(bundle.getTextContent().replaceAll(".*domain-(\\w+).*", "$1"));
      }
    }
    assertEquals(new TreeSet<>(DOMAINS), packs);
  }

  @Test
  void theRuntimeStartsLastAndStopsFirst() throws Exception {
    Map<String, Integer> levels = new TreeMap<>();
    for (Element bundle : bundles("governance-finance")) {
      String artifact = bundle.getTextContent().split("/")[1];
      levels.put(artifact, Integer.parseInt(bundle.getAttribute("start-level")));
    }
    assertTrue(levels.remove("governance.admission") < 80, "starts after what lies in deploy/");
    assertTrue(levels.values().stream().allMatch(level -> level > 80), levels.toString());
    assertTrue(levels.get("governance.engine") < levels.get("plugins.domain-finance"));
    assertTrue(levels.get("plugins.domain-finance") < levels.get("governance.runtime"));
  }

  @Test
  void librariesThatKarafMayHaveAreDependencies() throws Exception {
    for (Element bundle : bundles("governance-core")) {
      String url = bundle.getTextContent();
      boolean others = url.contains("org.apache.felix") || url.contains("org.osgi");
      boolean own = url.startsWith("mvn:governance/");
      boolean dependency = bundle.getAttribute("dependency").equals("true");
      assertTrue(others ? dependency : !own || !dependency, url);
    }
  }

  private Map<String, Element> features() {
    Map<String, Element> features = new TreeMap<>();
    for (Element feature : children(document.getDocumentElement(), "feature")) {
      assertFalse(children(feature, "details").isEmpty(), feature.getAttribute("name"));
      features.put(feature.getAttribute("name"), feature);
    }
    return features;
  }

  /** The bundles of a feature and of those that it requires. */
  private List<Element> bundles(String name) {
    List<Element> bundles = new java.util.ArrayList<>();
    collect(name, features(), new HashSet<>(), bundles);
    return bundles;
  }

  private static void collect(
      String name, Map<String, Element> features, Set<String> seen, List<Element> bundles) {
    if (seen.add(name)) {
      children(features.get(name), "feature")
          .forEach(other -> collect(other.getTextContent(), features, seen, bundles));
      bundles.addAll(children(features.get(name), "bundle"));
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new java.util.ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }
}
