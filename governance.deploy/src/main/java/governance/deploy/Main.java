package governance.deploy;

import governance.app.Home;
import governance.app.LaunchException;
import java.io.IOException;
import java.nio.file.Path;

/** Makes what other containers need from the distribution; a step of the build. */
public final class Main {

  private static final String FRAMEWORK = "org.apache.felix.framework";

  private Main() {}

  /**
   * Fills a repository.
   *
   * @param args the distribution, the list of artifacts, Karaf's rules, the repository's folder and
   *     the version
   */
  public static void main(String[] args) throws IOException, LaunchException {
    Artifacts artifacts = Artifacts.read(Path.of(args[1]));
    BundleSets sets = BundleSets.read(new Home(Path.of(args[0])), artifacts);
    KarafRules rules = KarafRules.read(Path.of(args[2]));
    Repository repository = Repository.create(Path.of(args[3]));
    String version = args[4];

    Artifact framework = artifacts.named(FRAMEWORK);
    repository.add(framework);
    for (Artifact artifact : sets.artifacts()) {
      repository.add(artifact);
    }
    Xml.write(KarafFeatures.of(sets, rules, version), repository.own(version, "features", "xml"));
    FeatureJson json = new FeatureJson(sets, framework);
    for (String domain : sets.byDomain().keySet()) {
      json.write(
          domain,
          "governance:governance.deploy:osgifeature:%s:%s".formatted(domain, version),
          repository.own(version, domain, "osgifeature"));
    }
  }
}
