package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code asadmin}, as an administrator of Payara Server calls it. */
final class PayaraAdmin {

    private final Path home;
    private final int port;

    /**
     * For one server.
     *
     * @param home of the distribution
     * @param port of its listener for administrators
     */
    PayaraAdmin(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /**
     * Has a command carried out, and waits for that.
     *
     * @return what it says
     */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Servers.jdk("java"),
                "-jar",
                home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--interactive=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // By which it finds out which of its options are for this JDK.
        builder.environment().put("AS_JAVA", Servers.javaHome().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("asadmin %s: %s", List.of(arguments), said)
                .isZero();
        return said;
    }

    /**
     * How it would start a domain.
     *
     * @param domains the directory in which the domain is
     * @param commands run by the server before it starts
     * @return a command for a process that says its log and reads nothing; may be changed
     */
    List<String> startCommand(Path domains, String domain, Path commands) throws IOException, InterruptedException {
        List<String> lines = run(
                        "start-domain",
                        "--dry-run",
                        "--domaindir",
                        domains.toString(),
                        "--prebootcommandfile",
                        commands.toString(),
                        domain)
                .lines()
                .toList();
        int begin = lines.indexOf(lines.stream()
                .filter(line -> line.endsWith("/java"))
                .findFirst()
                .orElseThrow());
        int end = lines.indexOf("Command start-domain executed successfully.");
        List<String> command = new ArrayList<>(lines.subList(begin, end));
        command.removeIf(String::isEmpty);
        command.set(0, Servers.jdk("java"));
        command.set(command.indexOf("-read-stdin") + 1, "false");
        command.set(command.indexOf("-verbose") + 1, "true");
        return command;
    }
}
