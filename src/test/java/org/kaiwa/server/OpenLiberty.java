package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kaiwa.it.DataDirectories;
import org.kaiwa.it.LoggingProcess;

/**
 * An Open Liberty of the distribution in {@code kaiwa.test.server.home}, which is not written to: the server has a directory of its own.
 *
 * <p>It listens on free ports that are picked before it starts, for {@code config.json} tells the page of one of them. Where another has taken one meanwhile, it is started anew.
 */
final class OpenLiberty extends ServerProcess {

    private static final Path HOME = Path.of(System.getProperty("kaiwa.test.server.home", ""));
    private static final Path CONFIG = Path.of(System.getProperty("kaiwa.test.server-config", ""), "open-liberty");
    private static final int ATTEMPTS = 3;

    private static final String READY = "CWWKF0011I";
    private static final String PORT_IS_TAKEN = "CWWKO0221E";
    private static final List<String> STARTED = List.of("CWWKZ0001I", "CWWKZ0003I");
    private static final List<String> STOPPED = List.of("CWWKZ0009I");

    private OpenLiberty(Path directory, LoggingProcess process, URI page) {
        super(directory, process, page);
    }

    /** Sets it up, starts it with the WAR in place, and comes back when that answers. */
    static AppServer start(Setup setup) throws Exception {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            OpenLiberty server = launch(setup);
            if (server.log().stream().noneMatch(line -> line.contains(PORT_IS_TAKEN))) {
                return server.awaitPage();
            }
            server.close();
        }
        return launch(setup).awaitPage();
    }

    private static OpenLiberty launch(Setup setup) throws Exception {
        Path directory = Files.createTempDirectory("kaiwa-liberty-");
        try {
            List<Integer> ports = Servers.freePorts(2);
            setUp(directory, ports, setup);
            OpenLiberty server = new OpenLiberty(directory, run(directory, setup), Servers.page(ports.get(0), setup));
            try {
                Servers.await(
                        server.process,
                        () -> assertThat(server.log())
                                .anySatisfy(line -> assertThat(line).contains(READY)));
                return server;
            } catch (RuntimeException | AssertionError failure) {
                server.process.close();
                throw failure;
            }
        } catch (Exception | AssertionError failure) {
            DataDirectories.delete(directory);
            throw failure;
        }
    }

    private static void setUp(Path directory, List<Integer> ports, Setup setup) throws Exception {
        Path server = Files.createDirectories(server(directory));
        copy("server.xml", server);
        if (setup.database().isPresent()) {
            copy("postgresql.xml", server);
            Path driver = Servers.postgresqlDriver();
            Files.copy(driver, Files.createDirectory(server.resolve("jdbc")).resolve(driver.getFileName()));
        }
        if ("container".equals(setup.settings().get("kaiwa.auth"))) {
            copy("users.xml", server);
        }
        if (setup.tls()) {
            copy("tls.xml", server);
        }
        Files.createDirectory(server.resolve("apps"));
        Files.copy(Path.of(System.getProperty("kaiwa.test.war")), war(directory));
        copy("jvm.options", server);
        Files.write(server.resolve("jvm.options"), options(directory, ports, setup), StandardOpenOption.APPEND);
    }

    private static List<String> options(Path directory, List<Integer> ports, Setup setup) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx768m",
                "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
                "-Dkaiwa.http.port=" + ports.get(0),
                "-Dkaiwa.ws.port=" + ports.get(1),
                "-Dkaiwa.context.root=" + (setup.contextPath().isEmpty() ? "/" : setup.contextPath()),
                "-Dkaiwa.data.dir=" + directory.resolve("data")));
        setup.settings().forEach((key, value) -> options.add("-D" + key + "=" + value));
        return options;
    }

    /** Its command, for the server in a directory. */
    private static ProcessBuilder command(Path directory, String what) {
        ProcessBuilder builder =
                new ProcessBuilder(HOME.resolve("bin/server").toString(), what, "kaiwa").directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", Servers.javaHome().toString());
        environment.put("WLP_USER_DIR", directory.resolve("usr").toString());
        environment.put("WLP_OUTPUT_DIR", directory.resolve("output").toString());
        return builder;
    }

    private static LoggingProcess run(Path directory, Setup setup) throws Exception {
        ProcessBuilder builder = command(directory, "run");
        Map<String, String> environment = builder.environment();
        environment.put("KAIWA_ALICE_PASSWORD", Users.PASSWORD_OF_ALICE);
        environment.putAll(setup.environment());
        return new LoggingProcess(builder, line -> {});
    }

    private static void copy(String file, Path to) throws IOException {
        Files.copy(CONFIG.resolve(file), to.resolve(file));
    }

    private static Path server(Path directory) {
        return directory.resolve("usr/servers/kaiwa");
    }

    private static Path war(Path directory) {
        return server(directory).resolve("apps/kaiwa.war");
    }

    private OpenLiberty awaitPage() throws Exception {
        try {
            Servers.awaitPage(process, page());
            return this;
        } catch (Exception | AssertionError failure) {
            close();
            throw failure;
        }
    }

    /** The server looks for the application's file twice a second. */
    @Override
    public void redeploy() throws Exception {
        long stopped = said(STOPPED);
        Path kept = Files.move(war(directory), directory.resolve("kaiwa.war"));
        Servers.await(process, () -> assertThat(said(STOPPED)).isGreaterThan(stopped));
        long started = said(STARTED);
        Files.move(kept, war(directory));
        Servers.await(process, () -> assertThat(said(STARTED)).isGreaterThan(started));
        Servers.awaitPage(process, page());
    }

    /** By {@code server stop}, which waits for the end of the process. */
    @Override
    public void stop() throws Exception {
        command(directory, "stop")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        process.logEnded().get(1, TimeUnit.MINUTES);
    }

    private long said(List<String> codes) {
        return log().stream()
                .flatMap(line -> codes.stream().filter(line::contains))
                .count();
    }
}
