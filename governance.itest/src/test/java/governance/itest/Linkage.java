package governance.itest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Links the classes of a plug-in against an API, as the virtual machine would do when it reaches
 * each of their instructions.
 */
final class Linkage extends ClassVisitor {
  private static final String API = "governance/api/";

  private final ClassLoader loader;
  private final List<String> breaks = new ArrayList<>();
  private String name;

  private Linkage(ClassLoader loader) {
    super(Opcodes.ASM9);
    this.loader = loader;
  }

  /** Returns what does not fit, in words; empty when the plug-in runs as it is. */
  static List<String> breaks(Path plugin, Path api) throws IOException {
    URL[] jars = {plugin.toUri().toURL(), api.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
        JarFile jar = new JarFile(plugin.toFile())) {
      Linkage linkage = new Linkage(loader);
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          new ClassReader(in).accept(linkage, ClassReader.SKIP_DEBUG);
        }
      }
      return linkage.breaks;
    }
  }

  @Override
  public void visit(
      int version, int access, String type, String signature, String parent, String[] interfaces) {
    name = type.replace('/', '.');
    try {
      Class<?> loaded = Class.forName(name, false, loader);
      if (!Modifier.isAbstract(loaded.getModifiers())) {
        Arrays.stream(loaded.getMethods())
            .filter(m -> Modifier.isAbstract(m.getModifiers()))
            .forEach(m -> breaks.add(name + " does not implement " + m.getName()));
      }
    } catch (ClassNotFoundException | LinkageError e) {
      breaks.add(name + " cannot be loaded: " + e);
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String type, boolean ofInterface) {
        call(owner, called, type);
      }

      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String type) {
        field(owner, field, type);
      }

      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle bootstrap, Object... arguments) {
        lambda(called, Type.getReturnType(type), arguments);
      }
    };
  }

  private void call(String owner, String method, String descriptor) {
    if (!owner.startsWith(API)) {
      return;
    }
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'), false, loader);
      MethodType wanted = MethodType.fromMethodDescriptorString(descriptor, loader);
      boolean found =
          method.equals("<init>")
              ? Arrays.stream(type.getConstructors())
                  .anyMatch(c -> wanted.parameterList().equals(List.of(c.getParameterTypes())))
              : Arrays.stream(type.getMethods()).anyMatch(m -> same(m, method, wanted));
      if (!found) {
        breaks.add(name + " calls " + type.getName() + "." + method + descriptor + ": not there");
      }
    } catch (ClassNotFoundException | LinkageError | TypeNotPresentException e) {
      breaks.add(name + " calls " + owner + "." + method + ": " + e);
    }
  }

  private static boolean same(Method method, String called, MethodType wanted) {
    return method.getName().equals(called)
        && method.getReturnType() == wanted.returnType()
        && wanted.parameterList().equals(List.of(method.getParameterTypes()));
  }

  private void field(String owner, String field, String descriptor) {
    if (owner.startsWith(API)) {
      try {
        Class<?> type = Class.forName(owner.replace('/', '.'), false, loader);
        Class<?> is = type.getField(field).getType();
        if (!Type.getDescriptor(is).equals(descriptor)) {
          breaks.add(name + " uses " + type.getName() + "." + field + ", now of " + is);
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        breaks.add(name + " uses " + owner + "." + field + ": " + e);
      }
    }
  }

  /** A lambda implements one method of its interface and no other. */
  private void lambda(String method, Type type, Object... arguments) {
    if (type.getSort() != Type.OBJECT || !type.getInternalName().startsWith(API)) {
      return;
    }
    try {
      MethodType wanted =
          MethodType.fromMethodDescriptorString(((Type) arguments[0]).getDescriptor(), loader);
      for (Method m : Class.forName(type.getClassName(), false, loader).getMethods()) {
        if (Modifier.isAbstract(m.getModifiers()) && !same(m, method, wanted)) {
          breaks.add(name + " has a lambda that does not implement " + m);
        }
      }
    } catch (ClassNotFoundException | LinkageError | TypeNotPresentException e) {
      breaks.add(name + " has a lambda of " + type.getClassName() + ": " + e);
    }
  }
}
