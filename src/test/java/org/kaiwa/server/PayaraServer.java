package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kaiwa.it.DataDirectories;
import org.kaiwa.it.LoggingProcess;

/**
 * A Payara Server of the distribution in {@code kaiwa.test.server.home}, with a domain of its own.
 *
 * <p>It is run by the very command that {@code asadmin start-domain} would run, so that it ends when its process is told to. What an administrator asks of
 * it, {@code asadmin} asks.
 */
final class PayaraServer extends ServerProcess {

    private static final String APPLICATION = "kaiwa";
    private static final String WAR = System.getProperty("kaiwa.test.war");
    private static final String DOMAIN = "domain1";

    private final PayaraAdmin admin;

    private PayaraServer(Path directory, PayaraAdmin admin, LoggingProcess process, URI page) {
        super(directory, process, page);
        this.admin = admin;
    }

    /** Starts it, sets it up, deploys the WAR, and comes back when that answers. */
    static AppServer start(Setup setup) throws Exception {
        Path home = Path.of(System.getProperty("kaiwa.test.server.home"));
        Path directory = Files.createTempDirectory("kaiwa-payara-");
        List<Integer> ports = Servers.freePorts(4);
        PayaraAdmin admin = new PayaraAdmin(home, ports.get(1));
        try {
            Directories.copy(home.resolve("glassfish/domains").resolve(DOMAIN), directory.resolve(DOMAIN));
            addDriver(directory.resolve(DOMAIN).resolve("lib"));
            ProcessBuilder builder =
                    new ProcessBuilder(command(admin, directory, ports, setup)).directory(directory.toFile());
            builder.environment().putAll(setup.environment());
            LoggingProcess process = new LoggingProcess(builder, line -> {});
            // It waits for what comes from there, and goes on when nothing more can.
            process.process().getOutputStream().close();
            PayaraServer server = new PayaraServer(directory, admin, process, Servers.page(ports.get(0), setup));
            try {
                server.setUp(setup);
                return server;
            } catch (Exception | AssertionError failure) {
                process.close();
                throw failure;
            }
        } catch (Exception | AssertionError failure) {
            DataDirectories.delete(directory);
            throw failure;
        }
    }

    /** As {@code asadmin add-library} does. */
    private static void addDriver(Path libraries) throws Exception {
        Path driver = Servers.postgresqlDriver();
        Files.copy(driver, libraries.resolve(driver.getFileName()));
    }

    private static List<String> command(PayaraAdmin admin, Path directory, List<Integer> ports, Setup setup)
            throws Exception {
        Path commands = Files.write(directory.resolve("commands.txt"), beforeTheStart(ports, setup));
        List<String> command = admin.startCommand(directory, DOMAIN, commands);
        List<String> options = new ArrayList<>();
        options.add("-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")));
        options.add("-Dkaiwa.ws.port=" + ports.get(2));
        options.add("-Dkaiwa.data.dir=" + directory.resolve("data"));
        setup.settings().forEach((key, value) -> options.add("-D" + key + "=" + value));
        command.addAll(1, options);
        return command;
    }

    /** What an administrator has run, and what keeps the servers of tests apart: ports of their own, of the loopback only, and no others. */
    private static List<String> beforeTheStart(List<Integer> ports, Setup setup) throws IOException {
        String config = "set configs.config.server-config.";
        String listener = config + "network-config.network-listeners.network-listener.";
        List<String> commands = new ArrayList<>(Files.readAllLines(file("kaiwa-commands.txt")));
        String page = setup.tls() ? "http-listener-2" : "http-listener-1";
        commands.addAll(
                setup.tls()
                        ? Files.readAllLines(file("tls-commands.txt"))
                        : List.of(listener + "http-listener-2.enabled=false"));
        commands.addAll(List.of(
                listener + page + ".port=" + ports.get(0),
                listener + page + ".address=127.0.0.1",
                listener + "admin-listener.port=" + ports.get(1),
                listener + "websocket-listener.address=127.0.0.1",
                config + "iiop-service.iiop-listener.orb-listener-1.port=" + ports.get(3)));
        return commands;
    }

    private static Path file(String name) {
        return Path.of(System.getProperty("kaiwa.test.server-config"), "payara-server", name);
    }

    private void setUp(Setup setup) throws Exception {
        Servers.await(
                process,
                () -> assertThat(log()).anySatisfy(line -> assertThat(line).contains("startup time")));
        // It says that it has started a moment before its administrator is heard.
        Servers.await(process, () -> admin.run("list-applications"));
        if (setup.database().isPresent()) {
            admin.run("multimode", "--file", file("postgresql-commands.txt").toString());
        }
        if ("container".equals(setup.settings().get("kaiwa.auth"))) {
            Path password = Files.writeString(
                    directory.resolve("kaiwa-password.txt"), "AS_ADMIN_USERPASSWORD=" + Users.PASSWORD_OF_ALICE + "\n");
            admin.run(
                    "--passwordfile",
                    password.toString(),
                    "multimode",
                    "--file",
                    file("file-realm-commands.txt").toString());
        }
        String contextRoot = setup.contextPath().isEmpty() ? "/" : setup.contextPath();
        admin.run("deploy", "--name", APPLICATION, "--contextroot", contextRoot, WAR);
        Servers.awaitPage(process, page());
    }

    @Override
    public void redeploy() throws Exception {
        admin.run("redeploy", "--name", APPLICATION, WAR);
        Servers.awaitPage(process, page());
    }
}
