package org.kaiwa.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP sockets that a process holds, whatever their address, as the kernel says (Linux, proc(5)). */
final class Sockets {

    private static final String ESTABLISHED = "01";
    private static final String LISTEN = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Sockets() {}

    static List<Integer> listeningPorts(long pid) throws IOException {
        return localPorts(pid, LISTEN);
    }

    /** How many connections to a port of the process its other end has not seen closed by it. */
    static long connectionsTo(int port, long pid) throws IOException {
        return localPorts(pid, ESTABLISHED).stream()
                .filter(local -> local == port)
                .count();
    }

    private static List<Integer> localPorts(long pid, String state) throws IOException {
        Set<String> inodes;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            inodes = descriptors
                    .map(Sockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1))
                    .collect(Collectors.toSet());
        }
        List<Integer> ports = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns.length > INODE && columns[STATE].equals(state) && inodes.contains(columns[INODE])) {
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
