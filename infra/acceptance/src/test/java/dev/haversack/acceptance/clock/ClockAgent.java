package dev.haversack.acceptance.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Gives the packaged services, as they are, a clock that jumps: a Java agent that changes the one
 * place where they ask for the system's.
 */
public final class ClockAgent implements ClassFileTransformer {

  private static final String CLOCKS = "dev/haversack/platform/time/Clocks";
  private static final ClassDesc JUMPING = ClassDesc.of(JumpingClock.class.getName());
  private static final MethodTypeDesc CLOCK =
      MethodTypeDesc.of(ClassDesc.of(Clock.class.getName()));

  private ClockAgent() {}

  /** Called by the virtual machine before the service starts. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new ClockAgent());
  }

  /** The option of the virtual machine that loads the agent, out of a file made in a folder. */
  public static String option(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("clock-agent.jar").toAbsolutePath();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ClockAgent.class.getName());
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Class<?> type : List.of(ClockAgent.class, JumpingClock.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
          Objects.requireNonNull(code).transferTo(jar);
        }
      }
    }
    return "-javaagent:" + file;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] code) {
    if (!CLOCKS.equals(name)) {
      return null;
    }
    ClassFile files = ClassFile.of();
    CodeTransform jump =
        (builder, element) -> {
          if (element instanceof InvokeInstruction call && call.name().equalsString("systemUTC")) {
            builder.invokestatic(JUMPING, "systemUTC", CLOCK);
          } else {
            builder.with(element);
          }
        };
    return files.transformClass(files.parse(code), ClassTransform.transformingMethodBodies(jump));
  }
}
