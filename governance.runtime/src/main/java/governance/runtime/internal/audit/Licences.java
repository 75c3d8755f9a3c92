package governance.runtime.internal.audit;

import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licences of a bundle, by its manifest or the pom that it carries, with SPDX's names. */
final class Licences {
  /** What licences are called in manifests and poms, in the order of their being tried. */
  private static final Map<Pattern, String> NAMES = names();

  /** Bundles whose makers say it elsewhere only: in a parent pom, or a file beside the manifest. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "org.apache.felix.framework", "Apache-2.0",
          "slf4j.api", "MIT",
          "slf4j.simple", "MIT");

  private static final Pattern POM =
      Pattern.compile("<license>\\s*(?:<!--.*?-->\\s*)*<name>\\s*(.*?)\\s*</name>", Pattern.DOTALL);

  private Licences() {}

  private static Map<Pattern, String> names() {
    Map<Pattern, String> names = new LinkedHashMap<>();
    String[][] known = {
      {"apache.*2|apache-2", "Apache-2.0"},
      {"epl-2|eclipse public licen[sc]e.*2", "EPL-2.0"},
      {"epl-1|eclipse public licen[sc]e.*1", "EPL-1.0"},
      {"secondary-gpl-2.0-cp|gpl-?2.*classpath", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"\\bmit\\b|licenses/mit", "MIT"},
      {"bsd-3|bsd.*3|new bsd", "BSD-3-Clause"},
      {"bsd-2|bsd.*2|simplified bsd", "BSD-2-Clause"},
      {"mpl-2|mozilla public licen[sc]e.*2", "MPL-2.0"},
      {"lgpl-2.1|lesser general public licen[sc]e.*2\\.1", "LGPL-2.1-only"},
      {"cc0", "CC0-1.0"}
    };
    for (String[] one : known) {
      names.put(Pattern.compile(one[0], Pattern.CASE_INSENSITIVE), one[1]);
    }
    return names;
  }

  /** Returns the licences in CycloneDX's form; empty where the bundle says none. */
  static List<Object> of(InstalledBundle bundle) {
    Optional<String> spdx = bundle.header("SPDX-License-Identifier");
    if (spdx.isPresent()) {
      return List.of(licence(spdx.get()));
    }
    Optional<String> header = bundle.header("Bundle-License");
    List<Object> found = new ArrayList<>();
    if (header.isPresent() && !header.get().isBlank()) {
      return ofHeader(header.get());
    }
    for (String path : bundle.files()) {
      if (path.matches("META-INF/maven/[^/]+/[^/]+/pom.xml") && found.isEmpty()) {
        Matcher licences = POM.matcher(bundle.text(path).orElse(""));
        while (licences.find()) {
          found.add(named(licences.group(1)));
        }
      }
    }
    if (found.isEmpty() && ELSEWHERE.containsKey(bundle.name())) {
      found.add(licence(ELSEWHERE.get(bundle.name())));
    }
    return found;
  }

  /** Returns those of a manifest's header, in CycloneDX's form. */
  static List<Object> ofHeader(String header) {
    List<Object> found = new ArrayList<>();
    for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
      found.add(named(clause.strip()));
    }
    return found;
  }

  private static Object named(String text) {
    String plain = text.replace("\"", "").replaceFirst(";.*", "").strip();
    for (Map.Entry<Pattern, String> known : NAMES.entrySet()) {
      if (known.getKey().matcher(text).find()) {
        return licence(known.getValue());
      }
    }
    return Tree.of("license", Tree.of("name", plain));
  }

  private static Object licence(String spdx) {
    return spdx.contains(" ")
        ? Tree.of("license", Tree.of("name", spdx))
        : Tree.of("license", Tree.of("id", spdx));
  }
}
