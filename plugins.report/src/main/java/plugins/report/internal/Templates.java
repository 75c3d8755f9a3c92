package plugins.report.internal;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.ext.beans.BeansWrapper;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import java.util.Locale;

/** The template engine: escapes for HTML everywhere, reaches no Java object and no class. */
final class Templates {
  private static final Version LEVEL = Configuration.VERSION_2_3_34;

  private Templates() {}

  static Configuration configuration() {
    Configuration configuration = new Configuration(LEVEL);
    configuration.setTemplateLoader(
        new ClassTemplateLoader(Templates.class, "/plugins/report/html"));
    DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(LEVEL);
    wrapper.setExposureLevel(BeansWrapper.EXPOSE_NOTHING);
    configuration.setObjectWrapper(wrapper.build());
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setNumberFormat("computer");
    configuration.setBooleanFormat("c");
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setLocalizedLookup(false);
    TemplateFunctions.all().forEach(configuration::setSharedVariable);
    return configuration;
  }

  /** Marks text that is already markup, so that it is not escaped again. */
  static TemplateModel markup(String trusted) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(trusted);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }
}
