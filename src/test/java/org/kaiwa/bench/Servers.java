package org.kaiwa.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kaiwa.it.KaiwaProcess;

/** Starts {@code kaiwa.jar} and its yardsticks: the C program that does one {@code write} a member, and {@code ws} on Node. */
final class Servers {

    private static final int PATIENCE_SECONDS = 10;
    private static final String JAR = "kaiwa.test.jar";

    private final Settings settings;
    private final Path work;

    /** Null where there is none. */
    private final Path floorProgram;

    private final Path wsScript;

    /**
     * Gets ready what there is.
     *
     * @param report is told what there is not, and why
     */
    Servers(Settings settings, Path work, Report report) throws IOException, InterruptedException {
        this.settings = settings;
        this.work = work;
        this.floorProgram = compileFloor(report);
        this.wsScript = writeWsScript(report);
    }

    boolean hasFloor() {
        return floorProgram != null;
    }

    boolean hasWs() {
        return wsScript != null;
    }

    /** Starts {@code kaiwa.jar} as it is without any setting but those of the run. */
    Server kaiwa() throws Exception {
        Storage storage = Storage.sqlite(work);
        try {
            return kaiwa(concat(storage.options(), settings.options()), storage::close);
        } catch (Exception | AssertionError failure) {
            storage.close();
            throw failure;
        }
    }

    /** Starts {@code kaiwa.jar} with a storage, which is still there when it has been ended. */
    Server kaiwa(Storage storage) throws Exception {
        return kaiwa(concat(settings.options(), storage.options()), () -> {});
    }

    /** Starts another {@code kaiwa.jar}. */
    Server kaiwaOf(Path jar, Storage storage) throws Exception {
        String own = System.setProperty(JAR, jar.toString());
        try {
            return kaiwa(storage);
        } finally {
            System.setProperty(JAR, own);
        }
    }

    /** Where a storage can be made. */
    Path work() {
        return work;
    }

    private static List<String> concat(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** Its process is the child that was not there before, since {@link KaiwaProcess} does not tell. */
    private static Server kaiwa(List<String> options, Runnable afterwards) throws Exception {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        KaiwaProcess kaiwa = KaiwaProcess.start(options.toArray(String[]::new));
        List<Long> pids = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .map(ProcessHandle::pid)
                .toList();
        return new Server(List.of(kaiwa.wsPort()), pids, true, () -> {
            kaiwa.close();
            afterwards.run();
        });
    }

    /** Starts the floor. It knows no rooms, so there is one process for each. */
    Server floor(int rooms) throws IOException, InterruptedException {
        return start(rooms, port -> List.of(floorProgram.toString(), Integer.toString(port)));
    }

    /** Starts {@code ws}. */
    Server ws() throws IOException, InterruptedException {
        return start(1, port -> List.of("node", wsScript.toString(), Integer.toString(port)));
    }

    private interface Command {
        List<String> on(int port);
    }

    private Server start(int count, Command command) throws IOException, InterruptedException {
        List<Integer> ports = freePorts(count);
        List<Process> processes = new ArrayList<>();
        Server server = new Server(ports, new ArrayList<>(), false, () -> processes.forEach(Process::destroyForcibly));
        try {
            for (int port : ports) {
                Process process = new ProcessBuilder(command.on(port))
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                processes.add(process);
                server.pids().add(process.pid());
            }
            for (int i = 0; i < count; i++) {
                awaitListening(ports.get(i), processes.get(i));
            }
            return server;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                ports.add(held.get(i).getLocalPort());
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static void awaitListening(int port, Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        throw new IOException("the server did not start");
    }

    private Path compileFloor(Report report) throws IOException, InterruptedException {
        if (settings.floorSource().isEmpty()) {
            return missing(report, "no floor: kaiwa.bench.floor names no C source");
        }
        Path source = Path.of(settings.floorSource()).toAbsolutePath();
        if (!Files.isRegularFile(source)) {
            return missing(report, "no floor: there is no file " + source);
        }
        Path program = work.resolve("floor");
        return succeeds(List.of("cc", "-O2", "-w", "-o", program.toString(), source.toString()))
                ? program
                : missing(report, "no floor: there is no cc, or it cannot compile " + source);
    }

    private Path writeWsScript(Report report) throws IOException, InterruptedException {
        if (settings.wsDirectory().isEmpty()) {
            return missing(report, "no ws: kaiwa.bench.ws names no directory");
        }
        Path module = Path.of(settings.wsDirectory()).toAbsolutePath().resolve("node_modules/ws");
        if (!Files.isDirectory(module)) {
            return missing(report, "no ws: there is no " + module + " (npm install ws makes it)");
        }
        if (!succeeds(List.of("node", "--version"))) {
            return missing(report, "no ws: there is no node");
        }
        return Files.writeString(work.resolve("ws.js"), WS_SCRIPT.replace("MODULE", module.toString()));
    }

    private static Path missing(Report report, String why) {
        report.note(why);
        return null;
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** As one would write it: a frame's text goes as one buffer to each member of the sender's room, which its login names. */
    private static final String WS_SCRIPT = """
            const { WebSocketServer } = require('MODULE');
            const rooms = new Map();
            const server = new WebSocketServer({
              host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false, clientTracking: false, backlog: 4096,
            });
            server.on('connection', socket => {
              let room;
              socket.on('error', () => {});
              socket.on('close', () => room && room.delete(socket));
              socket.on('message', data => {
                if (!room) {
                  const name = JSON.parse(data).room_id;
                  room = rooms.get(name);
                  if (!room) {
                    room = new Set();
                    rooms.set(name, room);
                  }
                  room.add(socket);
                }
                for (const member of room) {
                  member.send(data, { binary: false });
                }
              });
            });
            """;
}
