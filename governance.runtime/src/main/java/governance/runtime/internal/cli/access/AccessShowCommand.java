package governance.runtime.internal.cli.access;

import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Policy;
import governance.runtime.internal.access.Reach;
import governance.runtime.internal.access.Rights;
import governance.runtime.internal.access.Role;
import governance.runtime.internal.access.User;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.spec.JsonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the policy. */
@Command(
    name = "show",
    header = "Shows users, grants, and what each role may do.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance access show", "  governance access show --json"})
final class AccessShowCommand implements java.util.concurrent.Callable<Integer> {
  private final CliContext context;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  AccessShowCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Optional<Policy> policy = context.access().policy();
    User user = context.access().user();
    if (json) {
      context.terminal().out().print(JsonText.write(tree(policy, user)));
      return Exit.OK;
    }
    Table head = new Table("ll");
    head.row("you", user.name() + " (" + user.source() + ")");
    head.row("roles", policy.map(p -> roles(p.roles(user.name()))).orElse("all"));
    head.row("policy", policy.map(p -> p.file() + "").orElse("none: everything is allowed"));
    policy.ifPresent(p -> head.row("sha256", p.sha256()));
    context.terminal().out().print(head.render(""));
    policy.ifPresent(this::print);
    return Exit.OK;
  }

  private void print(Policy policy) {
    Table users = new Table("ll");
    policy.users().forEach((name, roles) -> users.row(name, roles(roles)));
    part("users", users);
    Table data = new Table("lll");
    data.row("", "owners", "may use");
    policy.data().forEach(r -> data.row(r.key(), text(r.owners()), text(r.use())));
    part("data", data);
    Table commands = new Table("ll");
    Rights.ofCommands().keySet().forEach(c -> commands.row(c, roles(policy.allowed(c))));
    part("commands", commands);
    Table parts = new Table("llllll");
    String[] first = new String[Role.values().length + 1];
    first[0] = "";
    for (Role role : Role.values()) {
      first[role.ordinal() + 1] = role.written();
    }
    parts.row(first);
    for (Part part : Part.values()) {
      String[] row = first.clone();
      row[0] = part.written();
      policy.reach(part).forEach((role, reach) -> row[role.ordinal() + 1] = reach.written());
      parts.row(row);
    }
    part("parts of the evidence", parts);
  }

  private void part(String title, Table table) {
    context.terminal().out().println();
    context.terminal().out().println(context.terminal().bold(title));
    context.terminal().out().print(table.render("  "));
  }

  private static String text(Collection<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private static String roles(Collection<Role> roles) {
    return roles.size() == Role.values().length
        ? "all"
        : text(roles.stream().sorted().map(Role::written).toList());
  }

  private static Map<String, Object> tree(Optional<Policy> policy, User user) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("user", user.name());
    tree.put("source", user.source());
    tree.put("policy", policy.map(p -> p.file().toString()).orElse(null));
    tree.put("sha256", policy.map(Policy::sha256).orElse(null));
    policy.ifPresent(p -> tree.put("document", p.tree()));
    Map<String, Object> commands = new LinkedHashMap<>();
    Map<String, Object> parts = new LinkedHashMap<>();
    for (String command : Rights.ofCommands().keySet()) {
      Collection<Role> roles =
          policy.map(p -> p.allowed(command)).orElse(Rights.ofCommands().get(command));
      commands.put(command, roles.stream().sorted().map(Role::written).toList());
    }
    for (Part part : Part.values()) {
      Map<Role, Reach> reach = policy.map(p -> p.reach(part)).orElse(Rights.of(part));
      parts.put(
          part.written(),
          reach.entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().written(), e -> e.getValue().written())));
    }
    tree.put("commands", commands);
    tree.put("parts", parts);
    return tree;
  }
}
