package ${package};

import governance.api.party.PartyModel;
import governance.testkit.PartyModelContract;
import java.util.List;

class ${className}PartyTest extends PartyModelContract {
  @Override
  protected PartyModel party() {
    return new ${className}Party();
  }

  @Override
  protected List<String> classes() {
    return List.of("no", "yes");
  }
}
