package governance.runtime.internal.spec;

import governance.api.data.Role;
import governance.runtime.internal.spec.DataSpec.SplitSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code data}. */
final class DataBinder {
  private final Fields data;

  DataBinder(Fields data) {
    this.data = data;
  }

  DataSpec bind() {
    Optional<String> name = data.text("name");
    Optional<Path> file = data.path("file");
    if (name.isPresent() && file.isPresent()) {
      data.wrong("file", "comes with a name", "one of name and file", "Remove one of them");
    } else if (name.isEmpty() && file.isEmpty()) {
      data.wrong("name", "no data set is named", "name or file", "Give one, such as --data FILE");
    }
    DataSpec spec =
        new DataSpec(
            name,
            file,
            data.text("format"),
            data.text("label"),
            data.text("favourable"),
            classes(),
            attributes(),
            columns(data.object("columns")),
            data.flag("withhold", true),
            data.whole("rows", 0, 0, Long.MAX_VALUE),
            where(),
            data.number("badRows", 0.01, 0, 1),
            split(data.object("split")),
            data.free("settings"));
    data.end();
    return spec;
  }

  private List<String> classes() {
    List<String> classes = data.texts("classes");
    if (classes.size() == 1 || Set.copyOf(classes).size() < classes.size()) {
      data.wrong("classes", "got " + classes, "at least two different names", "");
    }
    return classes;
  }

  private List<ProtectedAttribute> attributes() {
    List<ProtectedAttribute> all = new ArrayList<>();
    for (String written : data.texts("protected")) {
      try {
        ProtectedAttribute attribute = ProtectedAttribute.parse(written);
        if (all.stream().anyMatch(a -> a.text().equals(attribute.text()))) {
          data.wrong("protected", "has " + attribute.text() + " twice", "each attribute once", "");
        }
        all.add(attribute);
      } catch (IllegalArgumentException e) {
        data.wrong("protected", "holds \"" + written + "\"", e.getMessage(), "");
      }
    }
    return all;
  }

  private List<RowCondition> where() {
    List<RowCondition> all = new ArrayList<>();
    for (String written : data.texts("where")) {
      try {
        all.add(RowCondition.parse(written));
      } catch (IllegalArgumentException e) {
        data.wrong("where", "holds \"" + written + "\"", e.getMessage(), "");
      }
    }
    return all;
  }

  private static Map<String, Role> columns(Fields columns) {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (String column : columns.keys()) {
      roles.put(column, columns.choice(column, Role.IGNORED));
    }
    return roles;
  }

  private static SplitSpec split(Fields split) {
    SplitSpec spec =
        new SplitSpec(
            split.number("validation", 0.1, 0, 0.9),
            split.number("test", 0.2, 0.01, 0.9),
            split.flag("stratify", true),
            split.text("group"),
            split.text("time"));
    if (spec.validation() + spec.test() >= 1) {
      split.wrong("test", "leaves nothing to train on", "validation + test below 1", "");
    }
    if (spec.group().isPresent() && spec.time().isPresent()) {
      split.wrong("time", "comes with a group", "one of group and time", "Remove one of them");
    }
    split.end();
    return spec;
  }
}
