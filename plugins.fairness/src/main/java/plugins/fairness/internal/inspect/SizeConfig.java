package plugins.fairness.internal.inspect;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of analyses that mark small groups. */
@ObjectClassDefinition(name = "Small groups", description = "How few rows make a group small.")
@interface SizeConfig {
  /** Groups with fewer rows are marked. */
  @AttributeDefinition(
      min = "0",
      description =
          "Groups with fewer rows are marked as small; they stay in tables, and no sentence rests on"
              + " them alone.")
  int smallGroup() default 30;
}
