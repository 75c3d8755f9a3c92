// Keeps the files of the kinds that were asked for.
import java.nio.file.Files
import java.nio.file.Path

Map<String, String> suffixes = [
    'penalty'        : 'Penalty',
    'transform'      : 'Transform',
    'data-analysis'  : 'DataAnalysis',
    'gradient-policy': 'GradientPolicy',
    'metric'         : 'Metric',
    'explainer'      : 'Explainer',
    'decision-rule'  : 'DecisionRule',
    'party'          : 'Party',
    'gate'           : 'Gate',
    'data-source'    : 'DataSource',
    'domain-pack'    : 'DomainPack',
    'renderer'       : 'Renderer',
    'sink'           : 'Sink',
]

Path project = Path.of(request.outputDirectory, request.artifactId)
String kind = request.properties['kind']
String id = request.properties['id']
String className = request.properties['className']

// Takes back what was just made and leaves alone what stood in the folder before.
def refuse = { String what ->
  String folder = request.properties['package'].replace('.', '/')
  List<String> made = ['pom.xml', 'README.md', 'src/main/resources/domain.json']
  suffixes.values().each { suffix ->
    made << "src/main/java/${folder}/${className}${suffix}.java".toString()
    made << "src/test/java/${folder}/${className}${suffix}Test.java".toString()
  }
  long begun = System.currentTimeMillis() - 60_000
  made.collect { project.resolve(it).toFile() }.findAll { it.lastModified() > begun }.each { it.delete() }
  Files.walk(project).withCloseable { it.sorted(Comparator.reverseOrder()).toList() }
      .findAll { Files.isDirectory(it) }.each { it.toFile().delete() } // fails where something is left
  throw new IllegalArgumentException(what + '. Nothing was written')
}

List<String> kinds = kind == 'all' ? suffixes.keySet() as List : kind.split(',').collect { it.trim() }
List<String> unknown = kinds.findAll { !suffixes.containsKey(it) }
if (unknown) {
  refuse("kind: got ${unknown.join(', ')}; allowed: all, or some of ${suffixes.keySet().join(', ')} with commas between")
}
if (!(id ==~ /[a-z][a-z0-9]*([-.][a-z0-9]+)*/)) {
  refuse("id: got ${id}; allowed: lower case words joined by hyphens and dots, the first the name of the provider. Give another groupId, artifactId or -Did=…")
}
if (!(className ==~ /[A-Z][A-Za-z0-9]*/)) {
  refuse("className: got ${className}; allowed: letters and digits, the first a capital")
}

List<String> kept = kinds.collect { className + suffixes[it] }
Files.walk(project.resolve('src')).withCloseable { paths ->
  paths.filter { it.toString().endsWith('.java') }.toList().each { file ->
    String name = file.fileName.toString().replaceAll(/(Test)?\.java$/, '')
    if (!kept.contains(name)) {
      Files.delete(file)
    }
  }
}
if (!kinds.contains('domain-pack')) {
  project.resolve('src/main/resources').toFile().deleteDir()
}
project.resolve('.gitignore').toFile().text = 'target/\n'
