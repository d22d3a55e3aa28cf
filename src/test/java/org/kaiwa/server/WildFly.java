package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.kaiwa.it.DataDirectories;
import org.kaiwa.it.LoggingProcess;

/** A WildFly of the distribution in {@code kaiwa.test.server.home}, with a directory of its own. What an administrator asks of it, {@code jboss-cli} asks before it is started. */
final class WildFly extends ServerProcess {

    private static final Path HOME = Path.of(System.getProperty("kaiwa.test.server.home", ""));
    private static final Path CONFIG = Path.of(System.getProperty("kaiwa.test.server-config", ""), "wildfly");
    private static final int PATIENCE_SECONDS = 120;
    private static final String READY = "WFLYSRV0025";

    private final Path war;

    private WildFly(Path directory, Path war, LoggingProcess process, URI page) {
        super(directory, process, page);
        this.war = war;
    }

    /** Sets it up, starts it with the WAR in place, and comes back when that answers. */
    static AppServer start(Setup setup) throws Exception {
        Path directory = Files.createTempDirectory("kaiwa-wildfly-");
        try {
            Directories.copy(HOME.resolve("standalone"), directory.resolve("standalone"));
            Path war = setUp(directory, setup);
            List<Integer> ports = Servers.freePorts(4);
            URI page = Servers.page(ports.get(setup.tls() ? 1 : 0), setup);
            WildFly server = new WildFly(directory, war, run(directory, ports, setup), page);
            try {
                Servers.await(
                        server.process,
                        () -> assertThat(server.log())
                                .anySatisfy(line -> assertThat(line).contains(READY)));
                Servers.awaitPage(server.process, page);
                return server;
            } catch (Exception | AssertionError failure) {
                server.process.close();
                throw failure;
            }
        } catch (Exception | AssertionError failure) {
            DataDirectories.delete(directory);
            throw failure;
        }
    }

    private static Path setUp(Path directory, Setup setup) throws Exception {
        Path deployments = directory.resolve("standalone/deployments");
        commands(directory, "kaiwa.cli", Map.of());
        if (setup.contextPath().isEmpty()) {
            commands(directory, "root.cli", Map.of());
        }
        if (setup.database().isPresent()) {
            Files.copy(Servers.postgresqlDriver(), deployments.resolve("postgresql.jar"));
            commands(directory, "postgresql.cli", Map.of());
        }
        if (setup.tls()) {
            commands(directory, "tls.cli", setup.environment());
        }
        if ("container".equals(setup.settings().get("kaiwa.auth"))) {
            Path configuration = directory.resolve("standalone/configuration");
            run(
                    directory,
                    Map.of(),
                    HOME.resolve("bin/add-user.sh").toString(),
                    "-a",
                    "-u",
                    Users.ALICE,
                    "-p",
                    Users.PASSWORD_OF_ALICE,
                    "-g",
                    "staff,ops",
                    "-s",
                    "-sc",
                    configuration.toString());
        }
        String name =
                setup.contextPath().isEmpty() ? "ROOT" : setup.contextPath().substring(1);
        return Files.copy(Path.of(System.getProperty("kaiwa.test.war")), deployments.resolve(name + ".war"));
    }

    /** As an administrator does: in the directory of the file, for it names others beside it. */
    private static void commands(Path directory, String file, Map<String, String> environment) throws Exception {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("JAVA_OPTS", base(directory));
        run(CONFIG, all, HOME.resolve("bin/jboss-cli.sh").toString(), "--file=" + file);
    }

    private static void run(Path where, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", Servers.javaHome().toString());
        LoggingProcess process = new LoggingProcess(builder, line -> {});
        assertThat(process.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        process.logEnded().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(process.process().exitValue())
                .as("%s said %s", List.of(command), process.log())
                .isZero();
    }

    private static LoggingProcess run(Path directory, List<Integer> ports, Setup setup) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx768m",
                "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                base(directory),
                "-Djboss.http.port=" + ports.get(0),
                "-Djboss.https.port=" + ports.get(1),
                "-Djboss.management.http.port=" + ports.get(2)));
        Properties settings = new Properties();
        settings.putAll(setup.settings());
        Path file = directory.resolve("kaiwa.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        HOME.resolve("bin/standalone.sh").toString(), "--properties=" + file)
                .directory(directory.toFile());
        builder.environment().put("JAVA_HOME", Servers.javaHome().toString());
        builder.environment().put("JAVA_OPTS", String.join(" ", options));
        // The shell hands on what it is told; else it would be ended alone.
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        builder.environment().put("KAIWA_WS_PORT", ports.get(3).toString());
        builder.environment().putAll(setup.environment());
        return new LoggingProcess(builder, line -> {});
    }

    private static String base(Path directory) {
        return "-Djboss.server.base.dir=" + directory.resolve("standalone");
    }

    @Override
    public long pid() {
        return process.process()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** What has a newer time than before is deployed anew. */
    @Override
    public void redeploy() throws Exception {
        long before = deployed();
        Files.setLastModifiedTime(war, FileTime.from(Instant.now()));
        Servers.await(process, () -> assertThat(deployed()).isGreaterThan(before));
        Servers.awaitPage(process, page());
    }

    /** Undertow's own listener closes all sockets, and it is told before those of the application. */
    @Override
    public int codeOfRedeployment() {
        return 1001;
    }

    private long deployed() {
        return log().stream()
                .filter(line -> line.contains("WFLYSRV0010: Deployed") || line.contains("WFLYSRV0016: Replaced"))
                .count();
    }
}
