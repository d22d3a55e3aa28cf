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
public final class Sockets {

    private static final String ESTABLISHED = "01";
    private static final String LISTEN = "0A";
    private static final int STATE = 3;
    private static final int QUEUES = 4;
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

    /**
     * How many bytes that were written at one end of a connection of this machine the other end's kernel has not taken.
     *
     * @param from the port of the end that writes
     * @param to the port of the end that reads
     */
    public static long unsent(int from, int to) throws IOException {
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net/" + table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns.length > QUEUES && port(columns[1]) == from && port(columns[2]) == to) {
                    return Long.parseLong(columns[QUEUES].split(":")[0], 16);
                }
            }
        }
        throw new IOException("There is no connection from " + from + " to " + to + ".");
    }

    /** Of an address; 0 in the head of the table. */
    private static int port(String address) {
        String[] parts = address.split(":");
        return parts.length < 2 ? 0 : Integer.parseInt(parts[1], 16);
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
                    ports.add(port(columns[1]));
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
