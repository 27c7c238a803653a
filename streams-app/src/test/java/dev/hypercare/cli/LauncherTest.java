package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code hypercare} in a clone that is made up, with a JDK that only tells how it was called. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("../hypercare");

    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void makeUpAClone() throws IOException {
        home = Files.createDirectories(directory.resolve("a clone"));
        Files.copy(SCRIPT, home.resolve("hypercare"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("streams-app/target/lib"));
        Files.createDirectories(home.resolve("streams-app/src/main/java"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.writeString(home.resolve("streams-app/src/main/java/A.java"), "class A {}");
        Files.writeString(home.resolve("streams-app/target/streams-app-1.jar"), "");
        script(home.resolve("mvnw"), "echo building; exit ${MVNW_EXIT:-0}");
        Path stamp = Files.writeString(home.resolve("streams-app/target/.built"), "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(60)));
    }

    @Test
    void passesEveryArgumentOnFromAnyDirectoryAndThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("hc"), Path.of("a clone/hypercare"));
        Ran ran = run(link, jdk("17.0.15"), "tail", "two words");
        assertThat(ran.code).as(ran.err).isZero();
        assertThat(ran.out)
                .contains(home.toRealPath() + "/streams-app/target/streams-app-1.jar:" + home.toRealPath()
                        + "/streams-app/target/lib/*")
                .contains("[dev.hypercare.Main]\n[tail]\n[two words]")
                .doesNotContain("--enable-native-access", "--sun-misc-unsafe");
        assertThat(ran.err).isEmpty();
    }

    @Test
    void keepsNewerJdksQuiet() throws Exception {
        assertThat(run(home.resolve("hypercare"), jdk("25.0.1"), "up").out)
                .contains("[--enable-native-access=ALL-UNNAMED]", "[--sun-misc-unsafe-memory-access=allow]");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        Ran ran = run(home.resolve("hypercare"), jdk("11.0.2"), "up");
        assertThat(ran.code).isEqualTo(2);
        assertThat(ran.err).contains("too old", "11.0.2", "JDK 17 or newer");
    }

    @Test
    void refusesAJavaHomeWithoutJava() throws Exception {
        Ran ran = run(home.resolve("hypercare"), directory.resolve("nowhere"), "up");
        assertThat(ran.code).isEqualTo(2);
        assertThat(ran.err).contains("JAVA_HOME is " + directory.resolve("nowhere"));
    }

    @Test
    void buildsWhenASourceIsNewerThanTheBuild() throws Exception {
        Path source = home.resolve("streams-app/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));
        Ran ran = run(home.resolve("hypercare"), jdk("17.0.15"), "up");
        assertThat(ran.err).contains("Building Hypercare");
        assertThat(home.resolve("target/build.log")).hasContent("building");
        assertThat(ran.out).contains("[dev.hypercare.Main]");
    }

    @Test
    void buildsTheWorkerOfConnectOnlyForThoseWhoAskForIt() throws Exception {
        assertThat(run(home.resolve("hypercare"), jdk("17.0.15"), "up").out).doesNotContain("hypercare.connect");
        script(home.resolve("mvnw"), "echo \"$@\"; mkdir -p connect-worker/target/lib connectors/target/plugin");

        Ran first = run(home.resolve("hypercare"), jdk("17.0.15"), "up", "--connector", "a.json");
        assertThat(first.err).contains("Building Hypercare");
        assertThat(home.resolve("target/build.log"))
                .content()
                .contains("-pl streams-app,connectors,connect-worker -am");
        String worker = home.toRealPath() + "/connect-worker/target/";
        assertThat(first.out)
                .contains(
                        "[-Dhypercare.connect.classpath=" + worker + "classes:" + worker + "lib/*]",
                        "[-Dhypercare.connect.plugins=" + home.toRealPath() + "/connectors/target/plugin]");

        Files.createDirectories(home.resolve("streams-app/target/lib"));
        Ran second = run(home.resolve("hypercare"), jdk("17.0.15"), "up", "--connect");
        assertThat(second.err).as("built once").isEmpty();
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        Files.delete(home.resolve("streams-app/target/.built"));
        script(home.resolve("mvnw"), "echo it does not compile; exit 1");
        Ran ran = run(home.resolve("hypercare"), jdk("17.0.15"), "up");
        assertThat(ran.code).isEqualTo(2);
        assertThat(ran.err).contains("it does not compile", "the build failed", "target/build.log");
        assertThat(ran.out).isEmpty();
    }

    private Path jdk(String version) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("jdk-" + version + "/bin"));
        script(
                bin.resolve("java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version
                        + "\" 2025-04-15' >&2; else printf '[%s]\\n' \"$@\"; fi");
        script(bin.resolve("javac"), "exit 0");
        return bin.getParent();
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran run(Path script, Path javaHome, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private record Ran(int code, String out, String err) {}
}
