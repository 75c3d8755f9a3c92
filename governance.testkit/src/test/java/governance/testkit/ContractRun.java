package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a contract as JUnit would, and tells which fail. */
final class ContractRun {
  private ContractRun() {}

  /** Returns what failed by name of the test. */
  static Map<String, Throwable> failures(Object contract) {
    Map<String, Throwable> failures = new TreeMap<>();
    for (Class<?> type = contract.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)
            || method.isAnnotationPresent(TestFactory.class)) {
          try {
            run(contract, method);
          } catch (TestAbortedException e) {
            continue;
          } catch (Throwable e) {
            failures.put(method.getName(), e);
          }
        }
      }
    }
    return failures;
  }

  /**
   * Checks that at least the named test fails, and by an assertion or by what the culprit threw.
   */
  static void fails(Object contract, String test) {
    Map<String, Throwable> failures = failures(contract);
    assertTrue(failures.containsKey(test), () -> "not noticed by " + test + ": " + failures);
  }

  private static void run(Object contract, Method method) throws Throwable {
    folders(contract);
    method.setAccessible(true);
    Object result;
    try {
      result = method.invoke(contract);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (result instanceof Stream<?> tests) {
      for (Object test : tests.toList()) {
        ((DynamicTest) test).getExecutable().execute();
      }
    }
  }

  private static void folders(Object contract) throws IllegalAccessException {
    for (Class<?> type = contract.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(TempDir.class)) {
          field.setAccessible(true);
          field.set(contract, folder());
        }
      }
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("contract");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
