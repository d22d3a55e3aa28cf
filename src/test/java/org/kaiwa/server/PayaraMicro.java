package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kaiwa.it.DataDirectories;
import org.kaiwa.it.LoggingProcess;

/**
 * The Payara Micro of {@code payara.microJar}, with the WAR on it.
 *
 * <p>It has no {@code asadmin}. The application is taken away and put back as GlassFish has always done it for what it has unpacked: whoever touches
 * {@code .reload} in the application's directory is obeyed within two seconds.
 */
final class PayaraMicro extends ServerProcess {

    private static final String APPLICATION = "kaiwa";

    private PayaraMicro(Path directory, LoggingProcess process, URI page) {
        super(directory, process, page);
    }

    /** Starts it, set up, with the WAR, and comes back when that answers. */
    static AppServer start(Setup setup) throws Exception {
        Path directory = Files.createTempDirectory("kaiwa-micro-");
        List<Integer> ports = Servers.freePorts(2);
        try {
            ProcessBuilder builder = new ProcessBuilder(command(directory, ports, setup)).directory(directory.toFile());
            builder.environment().putAll(setup.environment());
            LoggingProcess process = new LoggingProcess(builder, line -> {});
            PayaraMicro server = new PayaraMicro(directory, process, Servers.page(ports.get(0), setup));
            try {
                // The last that it says at its start; the page is there some time before.
                Servers.await(
                        process,
                        () -> assertThat(server.log())
                                .anySatisfy(line -> assertThat(line).containsPattern("Payara Micro .* ready in")));
                Servers.awaitPage(process, server.page());
                return server;
            } catch (RuntimeException | AssertionError failure) {
                process.close();
                throw failure;
            }
        } catch (Exception | AssertionError failure) {
            DataDirectories.delete(directory);
            throw failure;
        }
    }

    private static List<String> command(Path directory, List<Integer> ports, Setup setup) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Servers.jdk("java"),
                "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                "-Dkaiwa.ws.port=" + ports.get(1),
                "-Dkaiwa.data.dir=" + directory.resolve("data")));
        setup.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-jar",
                System.getProperty("payara.microJar"),
                "--rootdir",
                directory.resolve("root").toString(),
                "--port",
                ports.get(0).toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--addlibs",
                Servers.postgresqlDriver().toString(),
                "--prebootcommandfile",
                beforeTheStart(directory, setup).toString(),
                "--postbootcommandfile",
                afterTheStart(directory, setup).toString(),
                "--deploy",
                System.getProperty("kaiwa.test.war"),
                "--contextroot",
                setup.contextPath().isEmpty() ? "/" : setup.contextPath()));
        return command;
    }

    private static Path beforeTheStart(Path directory, Setup setup) throws IOException {
        List<String> commands = new ArrayList<>(Files.readAllLines(file("pre-boot-commands.txt")));
        if (setup.tls()) {
            commands.addAll(Files.readAllLines(file("tls-commands.txt")));
        }
        return Files.write(directory.resolve("commands-before.txt"), commands);
    }

    /** One file, put together as the files themselves say. */
    private static Path afterTheStart(Path directory, Setup setup) throws IOException {
        List<String> commands = new ArrayList<>(Files.readAllLines(file("post-boot-commands.txt")));
        if (setup.database().isPresent()) {
            commands.addAll(Files.readAllLines(file("postgresql-commands.txt")));
        }
        if ("container".equals(setup.settings().get("kaiwa.auth"))) {
            Path password = Files.writeString(
                    directory.resolve("kaiwa-password.txt"), "AS_ADMIN_USERPASSWORD=" + Users.PASSWORD_OF_ALICE + "\n");
            Files.readAllLines(file("file-realm-commands.txt"))
                    .forEach(line -> commands.add(line.replace("kaiwa-password.txt", password.toString())));
        }
        return Files.write(directory.resolve("commands.txt"), commands);
    }

    private static Path file(String name) {
        return Path.of(System.getProperty("kaiwa.test.server-config"), "payara-micro", name);
    }

    private long deployments() {
        return log().stream()
                .filter(line -> line.contains(APPLICATION + " was successfully deployed"))
                .count();
    }

    @Override
    public void redeploy() throws Exception {
        Path reload =
                directory.resolve("root/applications").resolve(APPLICATION).resolve(".reload");
        long before = deployments();
        int quiet = log().size();
        // What is touched before the server has looked at the application for the first time is not seen, and nothing
        // is said then.
        Servers.await(process, Duration.ofSeconds(5), () -> {
            if (log().size() == quiet) {
                Files.deleteIfExists(reload);
                Files.createFile(reload);
            }
            assertThat(deployments()).isEqualTo(before + 1);
        });
        Servers.awaitPage(process, page());
    }
}
